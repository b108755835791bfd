// The way of one file, step by step with times, and where it is stuck.
// No tracing service is used: all times are read from the record and the log.

import { Problem } from '../../../engine/problems.ts';
import { messages } from '../../../operate/dead-letters/depth.ts';
import { inWords } from '../../../operate/logs/words.ts';
import { spellings, stepRow } from '../../../operate/trace/steps.ts';
import { nextCommand } from '../../../screen/next-command.ts';
import { counted, printable, table } from '../../../screen/table.ts';
import type { Here } from '../../abilities.ts';
import { deadLetterSource } from '../dead-letters.ts';
import { lineWords } from '../log-words.ts';
import { namesOf } from '../names.ts';
import { encodingOf } from '../record-words.ts';
import type { LineCounterSettings } from '../settings.ts';
import { type Evidence, evidenceOf } from './evidence.ts';
import { type Timeline, timelineOf } from './timeline.ts';

export const traceIn =
  (settings: LineCounterSettings) =>
  async ({ cloud, say, print, signal }: Here, key: string): Promise<void> => {
    const where = namesOf(cloud, settings);
    const source = deadLetterSource(settings)(cloud);
    const clues = await findAs(key, (name) => evidenceOf(cloud, where, source, name, signal));
    const way = timelineOf(clues);
    print({ bucket: where.bucket, key, ...way });
    if (way.state === 'absent')
      throw new Problem(`${where.bucket} holds no file ${printable(key)}${clues.record ? ' any more' : ''}.`, {
        next: `Every letter of a name counts. ${nextCommand(cloud, 'records')} shows those that were counted.`,
      });
    for (const line of table([['step', 'when', 'after'], ...way.steps.map((step) => stepRow(step.step, step))]))
      say(`  ${line}`);
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
): string[] {
  const times = cameBack === 1 ? 'once' : `${cameBack} times`;
  const back = cameBack ? `It came back ${times}${error ? `, last with: ${printable(error, 300)}` : ''}.` : '';
  const size = queue ? `${messages(queue.waiting)} wait in the queue, ${queue.inFlight} are being worked on.` : '';
  const cut = ended.at(-1)
    ? [`Since then Lambda ended ${ended.length} of the worker's runs: ${ended.at(-1)?.message}`]
    : [];
  if (state === 'announced' || state === 'recorded') {
    const result =
      record?.status === 'counted'
        ? `${counted(record.lines, 'line')}${encodingOf(record)}`
        : `not countable: ${record?.reason}`;
    const to = cloud.local ? 'The local cloud sends no mail.' : 'Whoever is subscribed and confirmed gets it by mail.';
    const published =
      state === 'announced' ? `It was published to the topic. ${to}` : 'The log does not say that it was published.';
    return [`Done: ${result}. ${published}`, ...(back ? [back] : [])];
  }
  if (state === 'dead letter')
    return [
      `Stuck: it waits among the dead letters, received about ${dead.at(-1)?.received} times.`,
      `Why: ${printable(error ?? 'the log of the worker does not say it (any more)', 300)}`,
      `When the cause is repaired:  ${nextCommand(cloud, 'redrive')}`,
    ];
  if (state === 'coming back')
    return [
      back,
      size,
      ...cut,
      'It is tried again by itself about every half hour, five times in all. The last that was said:',
      inWords(last(lines), lineWords),
    ];
  return [
    'Not counted yet, and the worker has said nothing about it.',
    size,
    ...cut,
    'If nothing waits, its event was lost (AWS may lose those of the first minutes of a new bucket).',
    `To have it counted:  ${nextCommand(cloud, 'reconcile')}`,
  ];
}

function last<T>(list: readonly T[]): T {
  const [item] = list.slice(-1);
  if (item === undefined) throw new Error('an empty list has no last item');
  return item;
}
