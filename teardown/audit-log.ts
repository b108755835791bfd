/**
 * Audit log, taken down: first the alarms and the wiring, so that no event comes any more, then what the events went to.
 */
import type { Run } from '../src/engine/run.ts';
import type { AuditLog } from '../src/systems/audit-log/parts.ts';
import { teardownAlarms } from './blocks/alarms.ts';

export function teardown({ stage, down }: Run, part: AuditLog) {
  stage({
    en: '1 · The alarms go first: nobody should be woken because we take things down',
    pt: '1 · Os alarmes saem primeiro: ninguém deve ser acordado porque desmontamos o sistema',
  });
  teardownAlarms({ down }, part.alarms);

  stage({
    en: '2 · Cut the wiring, so that nothing new arrives',
    pt: '2 · Cortar as ligações, para que nada novo chegue',
  });
  const unplugged = down([part.bucketToFunction]);
  const silent = down([part.bucketMayCall, part.retries], unplugged);

  stage({
    en: '3 · What nothing uses any more: the function, the files, the table, the failed events',
    pt: '3 · O que ninguém usa mais: a função, os arquivos, a tabela, os eventos que falharam',
  });
  const stopped = down([part.writer.function], silent);
  down([part.bucket], unplugged);
  down([part.table, part.failures, part.mailbox], stopped);

  stage({
    en: '4 · Last: the role, and the log, to which Lambda writes for a while yet',
    pt: '4 · Por último: a role e o log, em que a Lambda ainda grava por um tempo',
  });
  const bare = down([part.writer.role, part.writer.logs], stopped);
  if (part.boundary) down([part.boundary], bare); // whoever may not delete it leaves it
}
