/**
 * Document intake, taken down: first the alarms and the wiring, so that no event comes any more, then what the function wrote to.
 */
import type { Run } from '../src/engine/run.ts';
import type { DocumentIntake } from '../src/systems/document-intake/parts.ts';
import { teardownAlarms } from './blocks/alarms.ts';

export function teardown({ stage, down }: Run, part: DocumentIntake) {
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
    en: '3 · What nothing uses any more: the function, documents and results, the topic and its subscriptions, the failed events',
    pt: '3 · O que ninguém usa mais: a função, documentos e resultados, o tópico e suas assinaturas, os eventos que falharam',
  });
  const stopped = down([part.reader.function], silent);
  down([part.bucket], unplugged);
  down([part.results, part.topic, part.mailbox, part.failures], stopped);

  stage({
    en: '4 · Last: the role, and the log, to which Lambda writes for a while yet',
    pt: '4 · Por último: a role e o log, em que a Lambda ainda grava por um tempo',
  });
  const bare = down([part.reader.role, part.reader.logs], stopped);
  if (part.boundary) down([part.boundary], bare); // whoever may not delete it leaves it
}
