// The lesson of the audit log, once it is up: six files, a repeated event and a deletion; each item is compared.
// Nobody calls the function in act 2. We upload, and wait for what the system does by itself.

import { randomBytes } from 'node:crypto';
import { InvokeCommand } from '@aws-sdk/client-lambda';
import { DeleteObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { until, wallClock } from '../../../engine/wait.ts';
import { roundsIn, waitSendingAgain } from '../../../operate/upload/send-again.ts';
import { act, draw, VERDICT } from '../../../screen/act.ts';
import { spoken } from '../../../screen/language.ts';
import { nextCommand } from '../../../screen/next-command.ts';
import type { Check, Demo, Here } from '../../abilities.ts';
import { type Item, nameOfEvent } from '../item.ts';
import { itemsOfFile, waitForItems } from '../items.ts';
import { namesOf, type PartNames } from '../names.ts';
import { listed } from '../record-source.ts';
import type { AuditLogSettings } from '../settings.ts';
import { type DemoFile, demoFiles } from './files.ts';
import { ACTS, HEADS, LOCALLY, NEXT, NO_ITEM, notYet } from './words.ts';

export const demoIn = (settings: AuditLogSettings): Demo => ({
  async play(here) {
    const names = namesOf(here.cloud, settings);
    const files = demoFiles(randomBytes(3).toString('hex'));
    const { items, checks } = await sixFiles(here, names, files);
    const [first] = items;
    if (!first || checks.some(({ ok }) => !ok)) return checks;
    return [...checks, await repeated(here, names, first), await deleted(here, names, first.file)];
  },
  next: (cloud) => NEXT.map(([name, flags, what]) => [nextCommand(cloud, name, ...flags), what]),
  hints: ({ local }) => (local ? [LOCALLY] : []),
});

async function sixFiles(here: Here, names: PartNames, files: readonly DemoFile[]) {
  const { cloud, signal, say, print } = here;
  act(say, 2, ACTS[2]);
  const send = (keys: readonly string[]) =>
    Promise.all(
      files
        .filter(({ key }) => keys.includes(key))
        .map(({ key: Key, content: Body }) =>
          cloud.s3.send(new PutObjectCommand({ Bucket: names.bucket, Key, Body, Metadata: { 'sent-by': 'demo' } }), {
            abortSignal: signal,
          }),
        ),
    );
  const keys = files.map(({ key }) => key);
  await send(keys);
  const waited = await waitSendingAgain({
    rounds: roundsIn(cloud),
    wait: (patience) => waitForItems(cloud, names, keys, { patience, signal }),
    async send(missing) {
      say(`  ${spoken(notYet(missing))}`);
      await send(missing);
    },
  });
  const compared = files.map((file) => ({ file, item: waited.items.find((one) => one.file === file.key) }));
  const isRight = ({ file, item }: (typeof compared)[number]) =>
    Object.entries(file.expected).every(([name, value]) => item?.[name as keyof Item] === value) &&
    item?.metadata?.['sent-by'] === 'demo';
  const rows = compared.map((one) => {
    const { file, item } = one;
    const right = isRight(one);
    const expected = `${spoken({ en: 'expected', pt: 'esperado' })} ${JSON.stringify(file.expected)}`;
    const about = [item?.reason ?? [], right ? [] : expected].flat().join('; ');
    const told = [item?.status ?? NO_ITEM, item?.format ?? '', String(item?.lines ?? '')];
    return [file.key, ...told, right ? VERDICT.right : VERDICT.wrong, about];
  });
  draw(say, [HEADS, ...rows]);
  for (const { item } of compared) if (item) print({ event: 'recorded', ...listed(item).line });
  const checks = compared.map((one): Check => {
    const { key, expected } = one.file;
    const what = {
      en: `${key} is a ${expected.status} with ${expected.lines} lines`,
      pt: `${key} é ${expected.status}, com ${expected.lines} linhas`,
    };
    return { what, ok: isRight(one) };
  });
  return { items: waited.items, checks };
}

/** The event of an item, as S3 sent it, as far as the function reads it. */
const eventOf = ({ bucket }: PartNames, item: Item) => ({
  Records: [
    {
      eventName: nameOfEvent(item),
      eventTime: item.uploadedAt,
      s3: {
        bucket: { name: bucket },
        object: {
          key: encodeURIComponent(item.file),
          size: item.bytes,
          versionId: item.versionId,
          sequencer: item.event.slice(0, item.event.indexOf('#')),
        },
      },
    },
  ],
});

async function repeated(here: Here, names: PartNames, item: Item): Promise<Check> {
  const { cloud, say } = here;
  act(say, 3, ACTS[3]);
  const Payload = JSON.stringify(eventOf(names, item));
  const { FunctionError } = await cloud.lambda.send(new InvokeCommand({ FunctionName: names.writer, Payload }));
  const items = await itemsOfFile(cloud, names.table, item.file);
  const ok = !FunctionError && items.length === 1 && items[0]?.processedAt === item.processedAt;
  const at = items[0]?.processedAt;
  const told = {
    en: `${item.file}: ${items.length} item, written at ${at}${ok ? ', as before' : ''}.`,
    pt: `${item.file}: ${items.length} item, gravado em ${at}${ok ? ', como antes' : ''}.`,
  };
  say(`  ${spoken(told)}`);
  return {
    what: { en: 'an event that comes twice changes nothing', pt: 'um evento que vem duas vezes não muda nada' },
    ok,
  };
}

async function deleted(here: Here, names: PartNames, file: string): Promise<Check> {
  const { cloud, signal, say } = here;
  act(say, 4, ACTS[4]);
  const [patience = 0] = roundsIn(cloud);
  await cloud.s3.send(new DeleteObjectCommand({ Bucket: names.bucket, Key: file }));
  const items = await until(
    wallClock(signal),
    { en: 'waiting for the deletion', pt: 'à espera da exclusão' },
    patience,
    async (waited) => {
      const found = await itemsOfFile(cloud, names.table, file);
      return found.length > 1 || waited >= patience ? found : undefined;
    },
  );
  const events = items.map(nameOfEvent);
  say(`  ${file}: ${events.join(spoken({ en: ', before that ', pt: ', antes disso ' }))}.\n`);
  const ok = events.length === 2 && events[0]?.startsWith('ObjectRemoved:') === true;
  return { what: { en: 'a deletion is an item of its own', pt: 'uma exclusão é um item próprio' }, ok };
}
