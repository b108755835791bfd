// What a run did, in one sentence.

import type { Summary } from '../engine/progress.ts';
import { type Text, translated } from '../engine/text.ts';
import { duration } from '../engine/wait.ts';

/** A Portuguese word that has an s when there are several. */
const several = (one: string) => (count: number) => `${one}${count === 1 ? '' : 's'}`;

const COUNTED = {
  en: {
    created: 'created',
    repaired: 'repaired',
    removed: 'removed',
    toBeCreated: 'to be created',
    toBeRepaired: 'to be repaired',
    toBeRemoved: 'to be removed',
    unchanged: 'unchanged',
    absent: 'absent',
    failed: 'failed',
    stopped: 'stopped',
    notStarted: 'not started',
    nothing: 'Nothing to do',
    in: 'in',
  },
  pt: {
    created: several('criado'),
    repaired: several('corrigido'),
    removed: several('removido'),
    toBeCreated: 'a criar',
    toBeRepaired: 'a corrigir',
    toBeRemoved: 'a remover',
    unchanged: 'sem mudança',
    absent: several('ausente'),
    failed: 'com falha',
    stopped: several('interrompido'),
    notStarted: several('não iniciado'),
    nothing: 'Nada a fazer',
    in: 'em',
  },
};

/** "14 unchanged, 2 repaired in 6.2 s" */
export function sentence(summary: Summary, plan = false): Text {
  const { created, repaired, unchanged, removed, absent, failed, stopped, notStarted, seconds } = summary;
  return translated((language) => {
    const say = COUNTED[language];
    const counts: readonly (readonly [number, string | ((count: number) => string)])[] = [
      [created, plan ? say.toBeCreated : say.created],
      [repaired, plan ? say.toBeRepaired : say.repaired],
      [removed, plan ? say.toBeRemoved : say.removed],
      [unchanged, say.unchanged],
      [absent, say.absent],
      [failed - stopped, say.failed],
      [stopped, say.stopped],
      [notStarted, say.notStarted],
    ];
    const told = counts
      .filter(([count]) => count > 0)
      .map(([count, word]) => `${count} ${typeof word === 'string' ? word : word(count)}`);
    return `${told.join(', ') || say.nothing} ${say.in} ${duration(seconds, language)}`;
  });
}
