// Why a run failed, found from how its parts ended. A part that was not started always has a reason.

import { Interrupted, NotStarted, StoryFailed } from './problems.ts';
import type { Result } from './progress.ts';
import type { Text } from './text.ts';

export interface Ended {
  readonly results: readonly Result[];
  /** By Ctrl-C. */
  readonly stopped: boolean;
  readonly oneByOne: boolean;
}

const AGAIN: Text = {
  en: 'The same command goes on from here: what is done stays done, and nothing is done twice.',
  pt: 'O mesmo comando continua daqui: o que está feito continua feito, e nada é feito duas vezes.',
};

/** StoryFailed with every cause; Interrupted when that is the only cause; undefined when nothing failed. */
export function failureOf({ results, stopped, oneByOne }: Ended): StoryFailed | Interrupted | undefined {
  const unhappy = results.filter(({ outcome }) => outcome === 'failed' || outcome === 'not-started');
  const errors = unhappy.map(({ error }) => error).filter((error) => !(error instanceof Interrupted));
  const first = errors.filter((error) => !(error instanceof NotStarted));
  const stop = stopped ? [interruption(results, oneByOne)] : [];
  // Parts that were not started are left out, because the failed part is reported. They count when no part failed.
  const causes = first.length || stopped ? first : errors;
  if (!causes.length) return stop[0];
  return new StoryFailed([...causes, ...stop], `${causes.length} ${causes.length === 1 ? 'part' : 'parts'} failed.`);
}

function interruption(results: readonly Result[], oneByOne: boolean): Interrupted {
  const ended = results.filter(({ error, outcome }) => outcome !== 'not-started' && !(error instanceof Interrupted));
  const done = ended.filter(({ outcome }) => outcome !== 'failed').length;
  const of = results.length;
  if (!of) return new Interrupted();
  const where =
    oneByOne && ended.length < of
      ? {
          en: `Stopped at part ${ended.length + 1} of ${of}.`,
          pt: `Interrompido na parte ${ended.length + 1} de ${of}.`,
        }
      : {
          en: `Stopped by Ctrl-C: ${done} of ${of} parts are done.`,
          pt: `Interrompido com Ctrl-C: ${done} de ${of} partes estão prontas.`,
        };
  return new Interrupted(where, { next: AGAIN });
}
