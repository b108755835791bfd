// npm run demo: the whole lesson in five acts, from nothing to the mail that the accountants read.
// Notice act 4: nobody calls the function. We upload, and wait for what the system does by itself.
// The system stays up afterwards; the mailbox of act 2 is taken away, whatever happens.

import { randomInt } from 'node:crypto';
import { Readable } from 'node:stream';
import pc from 'picocolors';
import { provision } from '../provision/line-counter.ts';
import { claim } from '../src/cli/at-work.ts';
import { command, type Session } from '../src/cli/command.ts';
import { confirm } from '../src/cli/confirm.ts';
import { inSameCloud } from '../src/cli/next-command.ts';
import { tell } from '../src/cli/run-story.ts';
import { Problem } from '../src/engine/problems.ts';
import { wallClock } from '../src/engine/wait.ts';
import { refuseSecondRegion } from '../src/operate/doctor/one-region.ts';
import { inventFiles } from '../src/operate/upload/text-file.ts';
import { type Sent, upload } from '../src/operate/upload/upload.ts';
import { restingCost } from '../src/screen/price.ts';
import { table } from '../src/screen/table.ts';
import { lettersNaming, type Mailbox, withMailbox } from '../src/systems/line-counter/mailbox.ts';
import { names } from '../src/systems/line-counter/names.ts';
import { lineCounter } from '../src/systems/line-counter/parts.ts';
import type { FileRecord } from '../src/systems/line-counter/record.ts';
import { waitForRecords, waitSendingAgain } from '../src/systems/line-counter/records.ts';

const USAGE = `Usage: npm run demo -- [flags]
The whole lesson: builds the system, uploads three invented files, waits until they are counted, compares, and shows
the notification. Leaves the system up.`;

/** Seconds. AWS may lose the events of the first five minutes of a new bucket notification (S3 user guide). */
const PATIENCE = { local: [90], aws: [75, 75, 75, 75, 120] };

const ACTS = [
  ['Build the system', 'npm run up does just this; run again, it repairs what drifted and makes nothing twice.'],
  ['Somebody listens', 'A queue of our own stands in for the mailbox of the accountants, for this lesson only.'],
  ['Upload three files', 'Each has a random number of lines, which we note. Uploading is all that people do.'],
  ['The system counts', 'S3 tells the queue, the queue wakes the function, it counts, and the cache remembers.'],
  ['The accountants hear of it', 'The function published this to the topic; by e-mail it is the same text.'],
] as const;

type Lesson = Session<Record<never, never>>;

await command({ usage: USAGE, flags: {} }, async (session) => {
  const { cloud, settings, flags, signal } = session;
  await claim(cloud, 'demo');
  const part = lineCounter(cloud, settings);
  await refuseSecondRegion(cloud, part);
  await confirm(cloud, `build line-counter, which stays up (${restingCost(part).en} until it is taken down)`, {
    yes: flags.yes,
    signal,
  });

  act(session, 1);
  const told = await tell(session, (run) => provision(run, part));
  if (told.failure) throw told.failure;

  const mailbox = { queue: part.mailbox, topicArn: cloud.arn('sns', names(cloud, settings).topic) };
  act(session, 2);
  await withMailbox(cloud, mailbox, { ...wallClock(signal), tell: () => {} }, (open) => countThree(session, open));
  howToGoOn(session, part);
});

async function countThree(session: Lesson, mailbox: Mailbox): Promise<void> {
  const { cloud, settings, signal, say, print } = session;
  const where = names(cloud, settings);
  const files = inventFiles({ count: 3, lines: { fewest: 10, most: 5000 }, seed: randomInt(2 ** 32) });
  say(`  ${where.mailbox} hears what the topic says.`);

  act(session, 3);
  const send = (wanted: readonly string[]) =>
    Promise.all(
      files
        .filter(({ name }) => wanted.includes(name))
        .map(({ name: key, content }) =>
          upload(cloud, where.bucket, { key, open: () => Readable.from(content()) }, signal),
        ),
    );
  const keys = files.map(({ name }) => name);
  const sent = await send(keys);
  draw(say, [['name', 'bytes', 'lines'], ...sent.map(({ key, bytes, lines }) => [key, `${bytes}`, `${lines}`])]);

  act(session, 4);
  const { records } = await waitSendingAgain({
    rounds: cloud.local ? PATIENCE.local : PATIENCE.aws,
    wait: (patience) => waitForRecords(cloud, where, keys, { patience, signal }),
    async send(missing) {
      say(`  Not counted yet: ${missing.join(', ')}. A new bucket may lose its first events: uploading again.`);
      await send(missing);
    },
  });
  const compared = sent.map((file) => compare(file, records));
  draw(say, [
    ['name', 'expected', 'counted', ''],
    ...compared.map((one) => [one.key, `${one.expected}`, `${one.counted ?? ''}`, one.right ? 'right' : 'WRONG']),
  ]);
  for (const one of compared) print({ event: 'counted', ...one });
  const wrong = compared.filter(({ right }) => !right);
  if (wrong.length)
    throw new Problem(`Wrong or missing: the count of ${wrong.map(({ key }) => key).join(', ')}.`, {
      next: 'npm run status shows whether messages wait or have failed; the function tells the rest in its log.',
    });

  act(session, 5);
  for (const letter of await lettersNaming(keys, mailbox, wallClock(signal))) {
    for (const line of [pc.bold(letter.subject), ...letter.text.trimEnd().split('\n')]) say(`  ${pc.dim('|')} ${line}`);
    say();
  }
  if (!cloud.local) say('  Now the mailbox is taken away again; AWS takes up to a minute.\n');
}

function compare({ key, lines: expected }: Sent, records: readonly FileRecord[]) {
  const record = records.find((one) => one.key === key);
  const counted = record?.status === 'counted' ? record.lines : undefined;
  return { key, expected, counted, right: counted === expected };
}

function act({ say }: Lesson, number: 1 | 2 | 3 | 4 | 5): void {
  const [title, about] = ACTS[(number - 1) as 0 | 1 | 2 | 3 | 4];
  say(`${number > 1 ? '\n' : ''}${pc.bold(pc.cyan(`Act ${number} · ${title}`))}\n  ${pc.dim(about)}\n`);
}

function draw(say: Lesson['say'], rows: string[][]): void {
  for (const line of table(rows)) say(`  ${line}`);
}

function howToGoOn({ cloud, settings, say }: Lesson, part: object): void {
  const run = (name: string, ...flags: string[]) => `npm run ${name}${inSameCloud(cloud, ...flags)}`;
  const lines = [
    [run('upload'), 'another file; or name your own'],
    [run('records'), 'what the cache remembers'],
    [run('status'), 'every part, the queues, who hears of it'],
    [run('up', '--step'), 'the same story, one part at a time, explained'],
    [run('down'), `takes all of it away${cloud.local ? '' : `: until then it costs ${restingCost(part).en}`}`],
  ];
  say('Three files, three right counts. The system stays up; go on:\n');
  draw(say, lines);
  if (!settings.NOTIFY_EMAIL)
    say(
      '\nTo hear of it by e-mail: put NOTIFY_EMAIL=you@example.com in .env, then npm run up -- --aws.' +
        (cloud.local ? ' The local cloud sends none.' : ''),
    );
}
