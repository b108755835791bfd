// The lesson of the document intake, once it is up: six documents arrive, good and bad, and each result is compared.
// Nobody calls the function. We upload, and wait for what the system does by itself.

import { randomInt } from 'node:crypto';
import { GetObjectTaggingCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { until, wallClock } from '../../engine/wait.ts';
import { roundsIn, waitSendingAgain } from '../../operate/upload/send-again.ts';
import { dice } from '../../operate/upload/text-file.ts';
import { lettersNaming, type Mailbox, withMailbox } from '../../patterns/mailbox.ts';
import { act, draw, mail } from '../../screen/act.ts';
import { nextCommand } from '../../screen/next-command.ts';
import { printable } from '../../screen/table.ts';
import type { Check, Demo, Here } from '../abilities.ts';
import { type DemoDocument, demoDocuments } from './documents/demo-documents.ts';
import { namesOf, type PartNames } from './names.ts';
import { documentIntake } from './parts.ts';
import { listed } from './record-source.ts';
import { waitForResults } from './results.ts';
import type { DocumentIntakeSettings } from './settings.ts';
import { kindName, summaryOf } from './summary.ts';

const ACTS = {
  2: ['Somebody listens', 'A queue of our own stands in for the mailbox, for this lesson only. It hears every result.'],
  3: ['Six documents arrive', 'They are invented. Three are valid, three are not. Uploading is all that people do.'],
  4: ['Each was read', 'The result lies in the second bucket, and the document carries a tag.'],
  5: ['People hear of it', 'The function published this to the topic. By e-mail only rejections are sent.'],
} as const;

export const demoIn = (settings: DocumentIntakeSettings): Demo => ({
  async play(here) {
    const { cloud, signal, say } = here;
    const names = namesOf(cloud, settings);
    const mailbox = { queue: documentIntake(cloud, settings).mailbox, topicArn: cloud.arn('sns', names.topic) };
    act(say, 2, ACTS[2]);
    say(`  ${names.mailbox} hears what the topic says.`);
    return withMailbox(cloud, mailbox, { ...wallClock(signal), tell: () => {} }, (open) =>
      sixDocuments(here, names, open),
    );
  },
  next: (cloud) => [
    [nextCommand(cloud, 'upload'), 'a document of your own'],
    [nextCommand(cloud, 'records'), 'what became of each document'],
    [nextCommand(cloud, 'status'), 'every part, who hears of results, events that failed'],
  ],
  hints: ({ local }) => {
    const how =
      'To hear of rejections by e-mail: put NOTIFY_EMAIL=you@example.com in .env, then npm run up -- document-intake --aws.';
    return settings.NOTIFY_EMAIL ? [] : [`${how}${local ? ' The local cloud sends none.' : ''}`];
  },
});

async function sixDocuments(here: Here, names: PartNames, mailbox: Mailbox): Promise<Check[]> {
  const { cloud, signal, say, print } = here;
  const seed = randomInt(2 ** 32);
  const documents = demoDocuments(dice(seed), seed.toString(16));

  act(say, 3, ACTS[3]);
  const send = (keys: readonly string[]) =>
    Promise.all(
      documents
        .filter(({ key }) => keys.includes(key))
        .map(({ key: Key, content: Body }) =>
          cloud.s3.send(new PutObjectCommand({ Bucket: names.bucket, Key, Body }), { abortSignal: signal }),
        ),
    );
  const keys = documents.map(({ key }) => key);
  draw(say, [
    ['name', 'bytes', 'what it is'],
    ...documents.map(({ key, content, is }) => [key, `${content.length}`, is]),
  ]);
  await send(keys);
  const waited = await waitSendingAgain({
    rounds: roundsIn(cloud),
    wait: (patience) => waitForResults(cloud, names, keys, { patience, signal }),
    async send(missing) {
      say(`  No result yet: ${missing.join(', ')}. A new bucket may lose its first events: uploading again.`);
      await send(missing);
    },
  });

  act(say, 4, ACTS[4]);
  const compared = await Promise.all(
    documents.map(async (document) => {
      const written = waited.written.find(({ result }) => result.source.key === document.key);
      const tag = written && (await tagOf(here, names.bucket, document.key));
      return { document, written, ok: isRight(document, written?.result) && tag === document.expected.status };
    }),
  );
  draw(say, [
    ['name', 'kind', 'status', '', 'what'],
    ...compared.map(({ document, written, ok }) => [
      ...[document.key, written ? kindName(written.result.kind, 'en') : 'no result', written?.result.status ?? ''],
      ...[ok ? 'right' : 'WRONG', written ? printable(summaryOf(written.result, 'en'), 80) : ''],
    ]),
  ]);
  for (const { written } of compared) if (written) print({ event: 'read', ...listed(written).line });
  const checks = compared.map(({ document: { key, is, expected }, ok }) => ({
    what: `${key}, ${is}, is ${expected.status}`,
    ok,
  }));
  if (checks.some(({ ok }) => !ok)) return checks;

  act(say, 5, ACTS[5]);
  const letters = await lettersNaming(keys, mailbox, wallClock(signal));
  for (const letter of letters.filter(({ attributes }) => attributes.status === 'rejected')) mail(say, letter);
  const told = (document: DemoDocument) =>
    letters.some(({ attributes: { key, status } }) => key === document.key && status === document.expected.status);
  return [...checks, { what: 'each result was published, with its status as an attribute', ok: documents.every(told) }];
}

const isRight = ({ expected }: DemoDocument, result: object | undefined) =>
  Object.entries(expected).every(([name, value]) => (result as Record<string, unknown> | undefined)?.[name] === value);

/** Seconds. The function writes the tag last, so it may come a moment after the result. */
const TAG_PATIENCE = 10;

const tagOf = ({ cloud, signal }: Here, Bucket: string, Key: string): Promise<string | null> =>
  until(wallClock(signal), 'waiting for the tag', TAG_PATIENCE, async (waited) => {
    const { TagSet = [] } = await cloud.s3.send(new GetObjectTaggingCommand({ Bucket, Key }));
    const tag = TagSet.find((one) => one.Key === 'intake')?.Value;
    return tag ?? (waited >= TAG_PATIENCE ? null : undefined);
  });
