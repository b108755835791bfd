// Our certificates in ACM, found by their tags, because ACM gives a certificate an id and no name. What a certificate
// says is read from the certificate itself, which anybody may see.
// Notice: ACM leaves out certificates with elliptic keys, unless it is asked for them (ACM API reference, ListCertificates).

import { X509Certificate } from 'node:crypto';
import {
  type CertificateSummary,
  GetCertificateCommand,
  KeyAlgorithm,
  ListTagsForCertificateCommand,
  paginateListCertificates,
} from '@aws-sdk/client-acm';
import type { Owned } from '../../aws/clients.ts';
import { isOurs, named } from '../../aws/tags.ts';
import { absentWhen } from '../../engine/wait.ts';

export interface Certificate {
  readonly arn: string;
  /** SHA-256 of the certificate, as browsers show it: "8F:3A:…" (32 bytes). */
  readonly fingerprint: string;
  /** DNS names for which it is valid. */
  readonly names: readonly string[];
  /** When it ends: "2027-11-26T20:59:00.000Z" */
  readonly validTo: string;
  /** ARNs of further certificates of the same name and tags. */
  readonly twins: readonly string[];
}

export const ACM_ABSENT = ['ResourceNotFoundException'];

/** @param name the value of the tag `Name` */
export async function findCertificate(cloud: Owned, name: string): Promise<Certificate | undefined> {
  const ours = named(await ourCertificates(cloud), name).sort(usedFirst);
  const [first, ...twins] = ours.map(({ CertificateArn }) => String(CertificateArn));
  if (!first) return undefined;
  const answer = await absentWhen(ACM_ABSENT, () =>
    cloud.acm.send(new GetCertificateCommand({ CertificateArn: first })),
  );
  return answer?.Certificate ? { arn: first, twins, ...read(answer.Certificate) } : undefined;
}

/** All of this owner, with their tags. Certificates that Amazon issued are never ours. */
export async function ourCertificates({ acm: client, tags }: Owned) {
  const found: (CertificateSummary & { Tags: { Key?: string; Value?: string }[] })[] = [];
  const keyTypes = Object.values(KeyAlgorithm);
  for await (const { CertificateSummaryList = [] } of paginateListCertificates({ client }, { Includes: { keyTypes } }))
    for (const one of CertificateSummaryList.filter(({ Type }) => Type !== 'AMAZON_ISSUED')) {
      const { CertificateArn } = one;
      const answer = await absentWhen(ACM_ABSENT, () =>
        client.send(new ListTagsForCertificateCommand({ CertificateArn })),
      );
      const Tags = (answer?.Tags ?? []).map(({ Key, Value = '' }) => ({ Key: String(Key), Value }));
      if (isOurs(tags, Tags)) found.push({ ...one, Tags });
    }
  return found;
}

/** Of two the one that a load balancer uses counts; else always the same one. */
const usedFirst = (a: CertificateSummary, b: CertificateSummary): number =>
  Number(b.InUse ?? false) - Number(a.InUse ?? false) || (String(a.CertificateArn) < String(b.CertificateArn) ? -1 : 1);

function read(pem: string): Pick<Certificate, 'fingerprint' | 'names' | 'validTo'> {
  const { fingerprint256, subjectAltName = '', validTo } = new X509Certificate(pem);
  const names = subjectAltName.split(', ').flatMap((one) => (one.startsWith('DNS:') ? [one.slice(4)] : []));
  return { fingerprint: fingerprint256, names, validTo: new Date(validTo).toISOString() };
}
