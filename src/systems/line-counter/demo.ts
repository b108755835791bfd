// The demo of the line counter, when it is up: three files are uploaded, counted and announced.
// Nobody calls the function in act 4. We upload, and wait for what the system does by itself.
// The mailbox of act 2 is removed at the end, also after an error. The system stays up.

import { randomInt } from 'node:crypto';
import { Readable } from 'node:stream';
import { wallClock } from '../../engine/wait.ts';
import { roundsIn, waitSendingAgain } from '../../operate/upload/send-again.ts';
import { inventFiles } from '../../operate/upload/text-file.ts';
import { type Sent, upload } from '../../operate/upload/upload.ts';
import { lettersNaming, type Mailbox, withMailbox } from '../../patterns/mailbox.ts';
import { act, draw, mail } from '../../screen/act.ts';
import { nextCommand } from '../../screen/next-command.ts';
import type { Check, Demo, Here } from '../abilities.ts';
import { type Names, namesOf } from './names.ts';
import { lineCounter } from './parts.ts';
import type { FileRecord } from './record.ts';
import { waitForRecords } from './records.ts';
import type { LineCounterSettings } from './settings.ts';

const ACTS = {
  2: ['Somebody listens', 'A queue of our own stands in for the mailbox of the accountants, for this lesson only.'],
  3: ['Upload three files', 'Each has a random number of lines, which we note. Uploading is all that people do.'],
  4: ['The system counts', 'S3 tells the queue, the queue wakes the function, it counts, and the cache remembers.'],
  5: ['The accountants hear of it', 'The function published this to the topic; by e-mail it is the same text.'],
} as const;

export const demoIn = (settings: LineCounterSettings): Demo => ({
  async play(here) {
    const { cloud, signal, say } = here;
    const where = namesOf(cloud, settings);
    const mailbox = { queue: lineCounter(cloud, settings).mailbox, topicArn: cloud.arn('sns', where.topic) };
    act(say, 2, ACTS[2]);
    return withMailbox(cloud, mailbox, { ...wallClock(signal), tell: () => {} }, (open) =>
      countThree(here, where, open),
    );
  },
  next: (cloud) => [
    [nextCommand(cloud, 'upload'), 'another file; or name your own'],
    [nextCommand(cloud, 'records'), 'what the cache remembers'],
    [nextCommand(cloud, 'status'), 'every part, the queues, who hears of it'],
  ],
  hints: ({ local }) => {
    const how = 'To hear of it by e-mail: put NOTIFY_EMAIL=you@example.com in .env, then npm run up -- --aws.';
    return settings.NOTIFY_EMAIL ? [] : [`${how}${local ? ' The local cloud sends none.' : ''}`];
  },
});

async function countThree(here: Here, where: Names, mailbox: Mailbox): Promise<Check[]> {
  const { cloud, signal, say, print } = here;
  const files = inventFiles({ count: 3, lines: { fewest: 10, most: 5000 }, seed: randomInt(2 ** 32) });
  say(`  ${where.mailbox} hears what the topic says.`);

  act(say, 3, ACTS[3]);
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

  act(say, 4, ACTS[4]);
  const { records } = await waitSendingAgain({
    rounds: roundsIn(cloud),
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
  const checks = compared.map(({ key, expected, right }) => ({ what: `${key} has ${expected} lines`, ok: right }));
  if (checks.some(({ ok }) => !ok)) return checks;

  act(say, 5, ACTS[5]);
  const letters = await lettersNaming(keys, mailbox, wallClock(signal));
  for (const letter of letters) mail(say, letter);
  if (!cloud.local) say('  Now the mailbox is taken away again; AWS takes up to a minute.\n');
  return [
    ...checks,
    {
      what: 'the notification names each file',
      ok: keys.every((key) => letters.some(({ text }) => text.includes(key))),
    },
  ];
}

function compare({ key, lines: expected }: Sent, records: readonly FileRecord[]) {
  const record = records.find((one) => one.key === key);
  const counted = record?.status === 'counted' ? record.lines : undefined;
  return { key, expected, counted, right: counted === expected };
}
