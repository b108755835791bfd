// The way of one file, step by step with times, and where it is stuck.
// No tracing service is used: all times are read from the record and the log.

import { inEnglish, type Wording } from '../../../engine/text.ts';
import { inWords } from '../../../operate/logs/words.ts';
import { STEP_HEADS, spellings, stepRow } from '../../../operate/trace/steps.ts';
import { draw } from '../../../screen/act.ts';
import { nextCommand } from '../../../screen/next-command.ts';
import { printable } from '../../../screen/table.ts';
import type { Here } from '../../abilities.ts';
import { deadLetterSource } from '../dead-letters.ts';
import { lineWords } from '../log-words.ts';
import { namesOf } from '../names.ts';
import type { LineCounterSettings } from '../settings.ts';
import { type Evidence, evidenceOf } from './evidence.ts';
import {
  cameBackText,
  doneText,
  endedText,
  lostTexts,
  NOT_YET,
  noFile,
  STEP_TEXTS,
  sizeText,
  stuckTexts,
  TRIED_AGAIN,
} from './texts.ts';
import { type Timeline, timelineOf } from './timeline.ts';

export const traceIn =
  (settings: LineCounterSettings) =>
  async ({ cloud, say, print, signal }: Here, key: string): Promise<void> => {
    const where = namesOf(cloud, settings);
    const source = deadLetterSource(settings)(cloud);
    const clues = await findAs(key, (name) => evidenceOf(cloud, where, source, name, signal));
    const way = timelineOf(clues);
    print({ bucket: where.bucket, key, ...way, ...(way.error && { error: inEnglish(way.error) }) });
    if (way.state === 'absent')
      throw noFile(where.bucket, printable(key), clues.record !== undefined, nextCommand(cloud, 'records'));
    draw(say, [STEP_HEADS, ...way.steps.map((step) => stepRow(STEP_TEXTS[step.step], step))]);
    say();
    for (const text of told(way, clues, cloud)) say(text);
  };

/** As typed, or as another program writes the same letters. */
async function findAs(key: string, look: (name: string) => Promise<Evidence>): Promise<Evidence> {
  const [typed = key, ...others] = spellings(key);
  const clues = await look(typed);
  if (clues.object || clues.record) return clues;
  for (const name of others) {
    const other = await look(name);
    if (other.object || other.record) return other;
  }
  return clues;
}

/** Where the file is, and what to do. */
function told(
  { state, cameBack, error }: Timeline,
  { record, lines, ended, queue, dead }: Evidence,
  cloud: Here['cloud'],
): Wording[] {
  const back = cameBack ? [cameBackText(cameBack, error)] : [];
  const size = queue ? [sizeText(queue)] : [];
  const cut = ended.length ? [endedText(ended.length, ended.at(-1)?.message)] : [];
  if (state === 'announced' || state === 'recorded')
    return [doneText(record, state === 'announced', cloud.local), ...back];
  if (state === 'dead letter') return stuckTexts(dead.at(-1)?.received, error, nextCommand(cloud, 'redrive'));
  if (state === 'coming back') return [...back, ...size, ...cut, TRIED_AGAIN, inWords(last(lines), lineWords)];
  return [NOT_YET, ...size, ...cut, ...lostTexts(nextCommand(cloud, 'reconcile'))];
}

function last<T>(list: readonly T[]): T {
  const [item] = list.slice(-1);
  if (item === undefined) throw new Error('an empty list has no last item');
  return item;
}
