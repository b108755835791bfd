// The lesson of the document intake, once it is up: six documents arrive, good and bad, and each result is compared.
// Nobody calls the function. We upload, and wait for what the system does by itself.

import { randomInt } from 'node:crypto';
import { GetObjectTaggingCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { until, wallClock } from '../../../engine/wait.ts';
import { roundsIn, waitSendingAgain } from '../../../operate/upload/send-again.ts';
import { dice } from '../../../operate/upload/text-file.ts';
import { type Letter, lettersNaming, type Mailbox, withMailbox } from '../../../patterns/mailbox.ts';
import { act, draw, mail, VERDICT } from '../../../screen/act.ts';
import { spoken } from '../../../screen/language.ts';
import { nextCommand } from '../../../screen/next-command.ts';
import { printable } from '../../../screen/table.ts';
import type { Check, Demo, Here } from '../../abilities.ts';
import { type DemoDocument, demoDocuments } from '../documents/demo-documents.ts';
import { namesOf, type PartNames } from '../names.ts';
import { documentIntake } from '../parts.ts';
import { FOR_MAIL } from '../reader/notice.ts';
import { listed } from '../record-source.ts';
import { waitForResults } from '../results.ts';
import type { DocumentIntakeSettings } from '../settings.ts';
import { kindText, summaryText } from '../summary.ts';
import { ACTS, NEXT, NO_RESULT, notYet, READ, SENT, toHear } from './words.ts';

export const demoIn = (settings: DocumentIntakeSettings): Demo => ({
  async play(here) {
    const { cloud, signal, say } = here;
    const names = namesOf(cloud, settings);
    const mailbox = { queue: documentIntake(cloud, settings).mailbox, topicArn: cloud.arn('sns', names.topic) };
    act(say, 2, ACTS[2]);
    say(`  ${names.mailbox} ${spoken({ en: 'hears what the topic says.', pt: 'recebe o que o tópico diz.' })}`);
    return withMailbox(cloud, mailbox, { ...wallClock(signal), tell: () => {} }, (open) =>
      sixDocuments(here, names, open),
    );
  },
  next: (cloud) => NEXT.map(([name, what]) => [nextCommand(cloud, name), what]),
  hints: ({ local }) => (settings.NOTIFY_EMAIL ? [] : [toHear(local)]),
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
  draw(say, [SENT, ...documents.map(({ key, content, is }) => [key, `${content.length}`, is])]);
  await send(keys);
  const waited = await waitSendingAgain({
    rounds: roundsIn(cloud),
    wait: (patience) => waitForResults(cloud, names, keys, { patience, signal }),
    async send(missing) {
      say(`  ${spoken(notYet(missing))}`);
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
    READ,
    ...compared.map(({ document, written, ok }) => [
      ...[document.key, written ? kindText(written.result.kind) : NO_RESULT, written?.result.status ?? ''],
      ...[ok ? VERDICT.right : VERDICT.wrong, written ? printable(spoken(summaryText(written.result)), 80) : ''],
    ]),
  ]);
  for (const { written } of compared) if (written) print({ event: 'read', ...listed(written).line });
  const checks = compared.map(({ document: { key, is, expected }, ok }) => ({
    what: { en: `${key}, ${is.en}, is ${expected.status}`, pt: `${key}, ${is.pt}, é ${expected.status}` },
    ok,
  }));
  if (checks.some(({ ok }) => !ok)) return checks;

  act(say, 5, ACTS[5]);
  const rejected = documents.filter(({ expected }) => expected.status === 'rejected');
  const isMail = ({ attributes }: Letter) => attributes.audience === FOR_MAIL.audience;
  const inMails = ({ key }: DemoDocument, all: readonly Letter[]) =>
    all.some((letter) => isMail(letter) && letter.text.includes(key));
  const letters = await lettersNaming(keys, mailbox, wallClock(signal), (all) =>
    rejected.every((document) => inMails(document, all)),
  );
  for (const letter of letters.filter(isMail)) mail(say, letter);
  const told = (document: DemoDocument) =>
    letters.some(({ attributes: { key, status } }) => key === document.key && status === document.expected.status);
  const what = {
    en: 'each result was published, with its status as an attribute',
    pt: 'cada resultado foi publicado, com seu status como atributo',
  };
  return [...checks, { what, ok: documents.every(told) }];
}

const isRight = ({ expected }: DemoDocument, result: object | undefined) =>
  Object.entries(expected).every(([name, value]) => (result as Record<string, unknown> | undefined)?.[name] === value);

/** Seconds. The function writes the tag last, so it may come a moment after the result. */
const TAG_PATIENCE = 10;

const tagOf = ({ cloud, signal }: Here, Bucket: string, Key: string): Promise<string | null> =>
  until(wallClock(signal), { en: 'waiting for the tag', pt: 'à espera da tag' }, TAG_PATIENCE, async (waited) => {
    const { TagSet = [] } = await cloud.s3.send(new GetObjectTaggingCommand({ Bucket, Key }));
    const tag = TagSet.find((one) => one.Key === 'intake')?.Value;
    return tag ?? (waited >= TAG_PATIENCE ? null : undefined);
  });
