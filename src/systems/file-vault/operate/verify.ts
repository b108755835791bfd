// Checks the audit trail: is every chain without a gap, and do CloudWatch and S3 say the same? Whoever wants to hide
// something would have to change both.

import { GetObjectCommand, paginateListObjectsV2 } from '@aws-sdk/client-s3';
import type { Owned } from '../../../aws/clients.ts';
import type { Text } from '../../../engine/text.ts';
import { verifyChain } from '../app/audit/chain.ts';
import type { AuditRecord } from '../app/audit/record.ts';
import { JOURNALS } from '../app/backup/keys.ts';
import type { Names } from '../names.ts';
import { readTrail } from './trail.ts';

export interface ChainState {
  /** "app-0d9b8f0e-12ab" */
  readonly chain: string;
  readonly inCloudWatch: number;
  readonly inS3: number;
  /** The first thing that is wrong. */
  readonly wrong?: Text;
}

/** Lines by chain and sequence. */
type Chains = Map<string, Map<number, string>>;

function put(chains: Chains, text: string): void {
  const { chain, sequence } = JSON.parse(text) as AuditRecord;
  const lines = chains.get(chain) ?? new Map<number, string>();
  chains.set(chain, lines.set(sequence, text));
}

export async function verify(cloud: Owned, names: Names): Promise<readonly ChainState[]> {
  const [watched, stored]: [Chains, Chains] = [new Map(), new Map()];
  for (const { text } of await readTrail(cloud, names)) put(watched, text);
  const at = { Bucket: names.bucket, Prefix: JOURNALS };
  for await (const { Contents = [] } of paginateListObjectsV2({ client: cloud.s3 }, at))
    for (const { Key } of Contents) {
      const { Body } = await cloud.s3.send(new GetObjectCommand({ Bucket: names.bucket, Key }));
      for (const text of String(await Body?.transformToString())
        .trimEnd()
        .split('\n'))
        put(stored, text);
    }
  return [...new Set([...watched.keys(), ...stored.keys()])].sort().map((chain) => {
    const [here, there] = [watched.get(chain) ?? new Map(), stored.get(chain) ?? new Map()];
    const wrong = compare(here, there);
    return { chain, inCloudWatch: here.size, inS3: there.size, ...(wrong && { wrong }) };
  });
}

/** @returns the first thing that is wrong */
export function compare(here: ReadonlyMap<number, string>, there: ReadonlyMap<number, string>): Text | undefined {
  for (const [sequence, text] of there)
    if (here.has(sequence) && here.get(sequence) !== text)
      return {
        en: `line ${sequence} is another in CloudWatch than in S3`,
        pt: `a linha ${sequence} é uma no CloudWatch e outra no S3`,
      };
  const all = new Map([...there, ...here]);
  const lines = [...all.keys()].sort((a, b) => a - b).map((sequence) => all.get(sequence) as string);
  return verifyChain(lines).wrong;
}
