// npm run trace -- FILE: the way of one file, step by step with times, and where it is stuck when it is.
// Notice: nothing was traced for it. The times stand in the record and in the worker's log anyway.

import { command } from '../src/cli/command.ts';
import { inSameCloud } from '../src/screen/next-command.ts';
import { Problem, UsageProblem } from '../src/engine/problems.ts';
import { duration } from '../src/engine/wait.ts';
import { messages } from '../src/operate/dead-letters/depth.ts';
import { inWords } from '../src/operate/logs/words.ts';
import { counted, preciseTime, shown, table } from '../src/screen/table.ts';
import { names } from '../src/systems/line-counter/names.ts';
import { encodingOf } from '../src/systems/line-counter/records.ts';
import { type Clues, cluesOf } from '../src/systems/line-counter/trace/clues.ts';
import { type Step, type Way, wayOf } from '../src/systems/line-counter/trace/way.ts';

const USAGE = `Usage: npm run trace -- FILE [flags]
Shows when a file was uploaded, its event sent, received, counted, recorded and announced; and where it is stuck.`;

await command({ usage: USAGE, flags: {}, words: true, prepare }, async ({ cloud, settings, ...session }, key) => {
  const { say, print, signal } = session;
  const where = names(cloud, settings);
  const clues = await findAs(key, (name) => cluesOf(cloud, where, name, signal));
  const way = wayOf(clues);
  print({ bucket: where.bucket, key, ...way });
  if (way.state === 'absent')
    throw new Problem(`${where.bucket} holds no file ${shown(key)}${clues.record ? ' any more' : ''}.`, {
      next: `Names are told from another by every letter. npm run records${inSameCloud(cloud)} shows those that were counted.`,
    });
  for (const line of table([['step', 'when', 'after'], ...way.steps.map(row)])) say(`  ${line}`);
  say();
  for (const text of told(way, clues, cloud)) say(text);
});

/** @throws UsageProblem */
function prepare(_: unknown, [key, ...more]: readonly string[]): string {
  if (key && !more.length) return key;
  throw new UsageProblem(key ? 'trace takes one file at a time.' : 'No file was named.', {
    next: "Name one as it is in the bucket, such as npm run trace -- 'relatório de março.txt'",
  });
}

/** As it was typed; where there is no such file, with its accents composed, or decomposed as macOS writes them. */
async function findAs(key: string, look: (name: string) => Promise<Clues>): Promise<Clues> {
  const clues = await look(key);
  if (clues.object || clues.record) return clues;
  for (const name of [key.normalize('NFC'), key.normalize('NFD')].filter((other) => other !== key)) {
    const other = await look(name);
    if (other.object || other.record) return other;
  }
  return clues;
}

function row({ step, at, seconds }: Step): string[] {
  return [
    step,
    at ? preciseTime(at) : '–',
    seconds === undefined ? '' : seconds < 1 ? `${Math.round(seconds * 1000)} ms` : duration(seconds),
  ];
}

/** Where it stands, and what to do. */
function told(
  { state, cameBack, error }: Way,
  { record, lines, ended, queue, dead }: Clues,
  cloud: { local: boolean },
): string[] {
  const times = cameBack === 1 ? 'once' : `${cameBack} times`;
  const back = cameBack ? `It came back ${times}${error ? `, last with: ${shown(error, 300)}` : ''}.` : '';
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
      `Why: ${shown(error ?? 'the log of the worker does not tell (any more)', 300)}`,
      `When the cause is mended:  npm run redrive${inSameCloud(cloud)}`,
    ];
  if (state === 'coming back')
    return [
      back,
      size,
      ...cut,
      'It is tried again by itself about every half hour, five times in all. The last that was said:',
      inWords(last(lines)),
    ];
  return [
    'Not counted yet, and the worker has said nothing about it.',
    size,
    ...cut,
    'If nothing waits, its event was lost (AWS may lose those of the first minutes of a new bucket).',
    `To have it counted:  npm run reconcile${inSameCloud(cloud)}`,
  ];
}

function last<T>(list: readonly T[]): T {
  const [item] = list.slice(-1);
  if (item === undefined) throw new Error('an empty list has no last item');
  return item;
}
