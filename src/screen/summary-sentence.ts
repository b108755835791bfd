// What a run did, in one sentence.

import type { Summary } from '../engine/progress.ts';
import { type Text, translated } from '../engine/text.ts';
import { duration } from '../engine/wait.ts';

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
    created: 'criados',
    repaired: 'corrigidos',
    removed: 'removidos',
    toBeCreated: 'a criar',
    toBeRepaired: 'a corrigir',
    toBeRemoved: 'a remover',
    unchanged: 'sem mudança',
    absent: 'ausentes',
    failed: 'com falha',
    stopped: 'interrompidos',
    notStarted: 'não iniciados',
    nothing: 'Nada a fazer',
    in: 'em',
  },
};

/** "14 unchanged, 2 repaired in 6.2 s" */
export function sentence(summary: Summary, plan = false): Text {
  const { created, repaired, unchanged, removed, absent, failed, stopped, notStarted, seconds } = summary;
  return translated((language) => {
    const say = COUNTED[language];
    const counts: readonly (readonly [number, string])[] = [
      [created, plan ? say.toBeCreated : say.created],
      [repaired, plan ? say.toBeRepaired : say.repaired],
      [removed, plan ? say.toBeRemoved : say.removed],
      [unchanged, say.unchanged],
      [absent, say.absent],
      [failed - stopped, say.failed],
      [stopped, say.stopped],
      [notStarted, say.notStarted],
    ];
    const told = counts.filter(([count]) => count > 0).map(([count, word]) => `${count} ${word}`);
    return `${told.join(', ') || say.nothing} ${say.in} ${duration(seconds, language)}`;
  });
}
