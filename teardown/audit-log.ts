/**
 * Audit log, taken down: first the wiring, so that no event comes any more, then what the events went to.
 */
import type { Run } from '../src/engine/run.ts';
import type { AuditLog } from '../src/systems/audit-log/parts.ts';

export function teardown({ stage, down }: Run, part: AuditLog) {
  stage({
    en: '1 · Cut the wiring, so that nothing new arrives',
    pt: '1 · Cortar as ligações, para que nada novo chegue',
  });
  const unplugged = down([part.bucketToWriter]);
  const silent = down([part.bucketMayCall, part.retries], unplugged);

  stage({
    en: '2 · What nothing uses any more: the function, the files, the table, the failed events',
    pt: '2 · O que ninguém usa mais: a função, os arquivos, a tabela, os eventos que falharam',
  });
  const stopped = down([part.writer.function], silent);
  down([part.bucket], unplugged);
  down([part.table, part.failures], stopped);

  stage({
    en: '3 · Last: the role, and the log, to which Lambda writes for a while yet',
    pt: '3 · Por último: a role e o log, em que a Lambda ainda grava por um tempo',
  });
  const bare = down([part.writer.role, part.writer.logs], stopped);
  if (part.boundary) down([part.boundary], bare); // whoever may not delete it leaves it
}
