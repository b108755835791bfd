// The lesson of the lake, once it is up: three files; rows and sums in four places; a newer upload; an old event that comes
// late. Nobody calls the function to convert. We upload, and wait for what the system does by itself.

import { randomBytes } from 'node:crypto';
import { InvokeCommand } from '@aws-sdk/client-lambda';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { roundsIn, waitSendingAgain } from '../../../operate/upload/send-again.ts';
import { act, draw, VERDICT } from '../../../screen/act.ts';
import { nextCommand } from '../../../screen/next-command.ts';
import { grouped } from '../../../screen/table.ts';
import type { Check, Demo, Here } from '../../abilities.ts';
import { fileRecord, waitForFiles } from '../files.ts';
import { namesOf, type PartNames } from '../names.ts';
import type { FileRecord } from '../record.ts';
import { listed } from '../record-source.ts';
import type { CsvLakeSettings } from '../settings.ts';
import { onTheBoard } from './board.ts';
import { broken, clients, type DemoFile, type Sales, sales } from './files.ts';
import { everywhere } from './places.ts';
import { ACTS, HEADS, LOCALLY, NEXT, PLACES } from './words.ts';

export const demoIn = (settings: CsvLakeSettings): Demo => ({
  async play(here) {
    const names = namesOf(here.cloud, settings);
    const mark = randomBytes(3).toString('hex');
    const first = sales(mark, 1_200);
    act(here.say, 2, ACTS[2]);
    const { records, checks } = await converted(here, names, [first, clients(mark), broken(mark)]);
    const before = records.find(({ key }) => key === first.key);
    if (!before || checks.some(({ ok }) => !ok)) return checks;
    act(here.say, 3, ACTS[3]);
    checks.push(await compared(here, names, before, first));

    act(here.say, 4, ACTS[4]);
    const second = sales(mark, 70);
    const again = await converted(here, names, [second]);
    const after = again.records[0];
    checks.push(...again.checks);
    if (!after || again.checks.some(({ ok }) => !ok)) return checks;
    checks.push(await compared(here, names, after, second));

    act(here.say, 5, ACTS[5]);
    checks.push(await late(here, names, before, after, second));

    if (settings.LAKE_GRAFANA === 'on') {
      act(here.say, 6, ACTS[6]);
      checks.push(await onTheBoard(here, settings, names, second));
    }
    return checks;
  },
  next: (cloud) => NEXT.map(([name, flags, what]) => [nextCommand(cloud, name, ...flags), what]),
  hints: ({ local }) => (local ? [LOCALLY] : []),
});

async function converted(here: Here, names: PartNames, files: readonly DemoFile[]) {
  const { cloud, signal, say, print } = here;
  const send = (keys: readonly string[]) =>
    Promise.all(
      files
        .filter(({ key }) => keys.includes(key))
        .map(({ key: Key, content: Body }) =>
          cloud.s3.send(new PutObjectCommand({ Bucket: names.bucket, Key, Body }), { abortSignal: signal }),
        ),
    );
  const keys = files.map(({ key }) => key);
  await send(keys);
  const { files: records } = await waitSendingAgain({
    rounds: roundsIn(cloud),
    wait: (patience) => waitForFiles(cloud, names, keys, { patience, signal }),
    async send(missing) {
      const text = {
        en: `  No record yet: ${missing.join(', ')}. A new bucket may lose its first events: uploading again.`,
        pt: `  Ainda sem registro: ${missing.join(', ')}. Um bucket novo pode perder seus primeiros eventos: enviando de novo.`,
      };
      say(text);
      await send(missing);
    },
  });
  const pairs = files.map((file) => ({ file, record: records.find(({ key }) => key === file.key) }));
  const isRight = ({ file, record }: (typeof pairs)[number]) =>
    record?.status === file.status && record.rows === file.rows && record.reason === file.reason;
  const rows = pairs.map((pair) => {
    const { file, record } = pair;
    const columns = record?.columns.map(({ name, kind }) => `${name} ${kind}`).join(', ');
    return [
      ...[file.key, record?.status ?? '-', String(record?.rows ?? '-')],
      ...[isRight(pair) ? VERDICT.right : VERDICT.wrong, record?.reason ?? columns ?? ''],
    ];
  });
  draw(say, [HEADS, ...rows]);
  for (const { record } of pairs) if (record) print({ event: 'converted', ...listed(record).line });
  const checks = pairs.map((pair): Check => {
    const { key, status, rows } = pair.file;
    const what = {
      en: `${key} is a ${status} with ${rows} rows`,
      pt: `${key} é ${status === 'success' ? 'um sucesso' : 'uma falha'} com ${rows} linhas`,
    };
    return { what, ok: isRight(pair) };
  });
  return { records, checks };
}

async function compared(here: Here, names: PartNames, record: FileRecord, { rows, cents }: Sales): Promise<Check> {
  const found = await everywhere(here.cloud, names, record);
  const isRight = (one: (typeof found)[number]) => one.rows === rows && one.cents === cents;
  draw(here.say, [
    PLACES,
    ...found.map((one) => [
      ...[one.place, grouped(one.rows), (one.cents / 100).toFixed(2)],
      isRight(one) ? VERDICT.right : VERDICT.wrong,
    ]),
  ]);
  const what = {
    en: `${record.key} has ${rows} rows and the same sum in four places`,
    pt: `${record.key} tem ${rows} linhas e a mesma soma em quatro lugares`,
  };
  return { what, ok: found.every(isRight) };
}

/** The event of an upload, as S3 sent it, as far as the function reads it. */
const eventOf = ({ bucket }: PartNames, { key, sequencer, bytes, versionId, etag, uploadedAt }: FileRecord) => ({
  Records: [
    {
      ...{ eventName: 'ObjectCreated:Put', eventTime: uploadedAt },
      s3: {
        bucket: { name: bucket },
        object: { key: encodeURIComponent(key), size: bytes, eTag: etag, versionId, sequencer },
      },
    },
  ],
});

async function late(
  here: Here,
  names: PartNames,
  before: FileRecord,
  after: FileRecord,
  { rows, cents }: Sales,
): Promise<Check> {
  const { cloud, say } = here;
  const Payload = JSON.stringify(eventOf(names, before));
  const { FunctionError } = await cloud.lambda.send(new InvokeCommand({ FunctionName: names.converter, Payload }));
  const record = await fileRecord(cloud, names.table, after.key);
  const found = record ? await everywhere(cloud, names, record) : [];
  const ok =
    !FunctionError && record?.at === after.at && found.every((one) => one.rows === rows && one.cents === cents);
  say({
    en: `  ${after.key}: ${rows} rows in every place${ok ? ', as before' : ' were expected'}.`,
    pt: `  ${after.key}: ${rows} linhas em cada lugar${ok ? ', como antes' : ' eram esperadas'}.`,
  });
  say();
  const what = {
    en: 'an old event that comes late changes nothing',
    pt: 'um evento antigo que chega atrasado não muda nada',
  };
  return { what, ok };
}
