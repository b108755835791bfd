// Only one command at a time builds or removes a system, because two `up`s at once create some things twice.
// The lock is for this machine and this user. It is removed when the process ends. The lock of a killed process is
// ignored, because its process does not exist any more.

import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Owned } from '../aws/clients.ts';
import { ownerName } from '../aws/listing.ts';
import { Problem } from '../engine/problems.ts';
import type { Text } from '../engine/text.ts';
import { takeAtOnce } from '../local/lock.ts';
import { writingRefused } from '../local/problem.ts';

const WRITING: Text = { en: 'Writing the lock file', pt: 'Ao gravar o arquivo de trava' };

type Where = Pick<Owned, 'account' | 'region' | 'endpoint' | 'tags'>;

/** The lock file: one for each cloud, account, region, project, stage and stack. */
export function lockFile({ account, region, endpoint = 'AWS', tags }: Where): string {
  const { project, stage, stack } = tags;
  const where = JSON.stringify([endpoint, account, region, project, stage, stack]);
  const name = createHash('sha256').update(where).digest('hex').slice(0, 16);
  return join(tmpdir(), `ada-contabilidade-${process.getuid?.() ?? 'user'}`, `${name}.lock`);
}

/**
 * Claims the system for this process until it ends.
 * @param what "up"
 * @throws Problem that says who is at work
 */
export async function claim(where: Where, what: string): Promise<void> {
  const file = lockFile(where);
  const holder = await takeAtOnce(file, { what, since: new Date().toISOString() }).catch((error: unknown) => {
    throw writingRefused(error, WRITING) ?? error;
  });
  if (!holder) {
    process.once('exit', () => rmSync(file, { force: true }));
    return;
  }
  const since = new Date(String(holder.since)).toLocaleString('sv');
  throw new Problem(
    {
      en: `Another command works on ${ownerName(where)} already: ${holder.what}, process ${holder.pid}, since ${since}.`,
      pt: `Outro comando já trabalha em ${ownerName(where)}: ${holder.what}, processo ${holder.pid}, desde ${since}.`,
    },
    {
      next: {
        en: 'Wait until it has ended, or press Ctrl-C where it runs. Then run the same command again.',
        pt: 'Espere até ele terminar, ou aperte Ctrl-C onde ele roda. Depois rode o mesmo comando de novo.',
      },
    },
  );
}
