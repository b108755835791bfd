// The way of one file, step by step with times, and where it is stuck.
// No tracing service is used: all times are read from the record and the log.

import { inEnglish, type Wording } from '../../../engine/text.ts';
import { duration } from '../../../engine/wait.ts';
import { inWords } from '../../../operate/logs/words.ts';
import { language, spoken } from '../../../screen/language.ts';
import { nextCommand } from '../../../screen/next-command.ts';
import { preciseTime, printable, table } from '../../../screen/table.ts';
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
  HEADS,
  lostTexts,
  NOT_YET,
  noFile,
  STEP_TEXTS,
  sizeText,
  stuckTexts,
  TRIED_AGAIN,
} from './texts.ts';
import { type Step, type Timeline, timelineOf } from './timeline.ts';

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
    for (const line of table([HEADS.map(spoken), ...way.steps.map(row)])) say(`  ${line}`);
    say();
    for (const text of told(way, clues, cloud)) say(text);
  };

/** Looks for the key as typed, then with composed accents, then with decomposed ones as macOS writes them. */
async function findAs(key: string, look: (name: string) => Promise<Evidence>): Promise<Evidence> {
  const clues = await look(key);
  if (clues.object || clues.record) return clues;
  for (const name of [key.normalize('NFC'), key.normalize('NFD')].filter((other) => other !== key)) {
    const other = await look(name);
    if (other.object || other.record) return other;
  }
  return clues;
}

function row({ step, at, seconds }: Step): string[] {
  const time = () => (seconds === undefined || seconds < 1 ? '' : duration(seconds, language()));
  return [
    spoken(STEP_TEXTS[step]),
    at ? preciseTime(at) : '–',
    seconds !== undefined && seconds < 1 ? `${Math.round(seconds * 1000)} ms` : time(),
  ];
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
