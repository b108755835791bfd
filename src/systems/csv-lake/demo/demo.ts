// The lesson of the lake, once it is up: three files; rows and sums in four places; a newer upload; an old event that comes
// late. Nobody calls the function to convert. We upload, and wait for what the system does by itself.

import { randomBytes } from 'node:crypto';
import { InvokeCommand } from '@aws-sdk/client-lambda';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import type { Text } from '../../../engine/text.ts';
import { roundsIn, waitSendingAgain } from '../../../operate/upload/send-again.ts';
import { act, draw } from '../../../screen/act.ts';
import { spoken } from '../../../screen/language.ts';
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

const ACTS = {
  2: [
    {
      en: 'Upload three CSV files',
      pt: 'Enviar três arquivos CSV',
    },
    {
      en: 'They are as offices in Brazil save them; one is broken. Uploading is all that people do.',
      pt: 'São como os escritórios no Brasil os salvam; um está quebrado. Enviar é tudo o que as pessoas fazem.',
    },
  ],
  3: [
    { en: 'The same rows in four places', pt: 'As mesmas linhas em quatro lugares' },
    {
      en: 'Each place is asked by itself: how many rows, and what is the sum of "valor"?',
      pt: 'Pergunta-se a cada lugar: quantas linhas, e qual é a soma de "valor"?',
    },
  ],
  4: [
    { en: 'A newer upload of the same file', pt: 'Um envio mais novo do mesmo arquivo' },
    {
      en: 'It has fewer rows. Nothing of the old ones may stay anywhere.',
      pt: 'Ele tem menos linhas. Nada das antigas pode ficar em lugar nenhum.',
    },
  ],
  5: [
    { en: 'The old event, late', pt: 'O evento antigo, atrasado' },
    {
      en: 'S3 may send events twice and in any order. We send the first one again ourselves: it must change nothing.',
      pt: 'O S3 pode enviar eventos duas vezes e em qualquer ordem. Reenviamos o primeiro: nada pode mudar.',
    },
  ],
  6: [
    { en: 'The same sum on the board of Grafana', pt: 'A mesma soma no painel do Grafana' },
    {
      en: 'Grafana is asked through its load balancer, for the query of its own board. It reads the database as a user that may only read.',
      pt: 'Pergunta-se ao Grafana pelo balanceador de carga, com a consulta do próprio painel. Ele lê o banco como um usuário que só pode ler.',
    },
  ],
} as const satisfies Record<number, readonly [Text, Text]>;

const show = (here: Here, number: keyof typeof ACTS) => {
  const [title, about] = ACTS[number];
  act(here.say, number, [spoken(title), spoken(about)]);
};

export const demoIn = (settings: CsvLakeSettings): Demo => ({
  async play(here) {
    const names = namesOf(here.cloud, settings);
    const mark = randomBytes(3).toString('hex');
    const first = sales(mark, 1_200);
    show(here, 2);
    const { records, checks } = await converted(here, names, [first, clients(mark), broken(mark)]);
    const before = records.find(({ key }) => key === first.key);
    if (!before || checks.some(({ ok }) => !ok)) return checks;
    show(here, 3);
    checks.push(await compared(here, names, before, first));

    show(here, 4);
    const second = sales(mark, 70);
    const again = await converted(here, names, [second]);
    const after = again.records[0];
    checks.push(...again.checks);
    if (!after || again.checks.some(({ ok }) => !ok)) return checks;
    checks.push(await compared(here, names, after, second));

    show(here, 5);
    checks.push(await late(here, names, before, after, second));

    if (settings.LAKE_GRAFANA === 'on') {
      show(here, 6);
      checks.push(await onTheBoard(here, settings, names, second));
    }
    return checks;
  },
  next: (cloud) => [
    [
      nextCommand(cloud, 'query', '"select * from lake.vendas limit 5"'),
      spoken({ en: 'SQL over all files of a dataset', pt: 'SQL sobre todos os arquivos de um conjunto' }),
    ],
    [
      nextCommand(cloud, 'upload', '--dataset vendas FILE.csv'),
      spoken({ en: 'a file of your own', pt: 'um arquivo seu' }),
    ],
    [nextCommand(cloud, 'records'), spoken({ en: 'what became of each file', pt: 'o que foi feito de cada arquivo' })],
    [
      nextCommand(cloud, 'status'),
      spoken({ en: 'every part, and events that failed', pt: 'cada parte, e os eventos que falharam' }),
    ],
  ],
  hints: ({ local }) =>
    local
      ? [
          spoken({
            en: 'The same commands with --aws build it in your account. What is different here: the image is built on a small runtime, not on that of Lambda; there is one database server for each instance on this machine; a stand-in answers for Grafana where no Grafana is installed; security groups and endpoints are kept and do nothing.',
            pt: 'Os mesmos comandos com --aws o constroem na sua conta. O que é diferente aqui: a imagem é feita sobre um runtime pequeno, não sobre o da Lambda; há um servidor de banco nesta máquina para cada instância; um substituto responde pelo Grafana onde não há um instalado; grupos de segurança e endpoints são guardados e nada fazem.',
          }),
        ]
      : [],
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
      say(spoken(text));
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
      ...[isRight(pair) ? spoken(RIGHT) : spoken(WRONG), record?.reason ?? columns ?? ''],
    ];
  });
  draw(say, [HEADS.map(spoken), ...rows]);
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

const HEADS: readonly Text[] = [
  { en: 'name', pt: 'nome' },
  { en: 'status', pt: 'status' },
  { en: 'rows', pt: 'linhas' },
  { en: '', pt: '' },
  { en: 'columns, or why not', pt: 'colunas, ou por que não' },
];
const RIGHT: Text = { en: 'right', pt: 'certo' };
const WRONG: Text = { en: 'WRONG', pt: 'ERRADO' };

async function compared(here: Here, names: PartNames, record: FileRecord, { rows, cents }: Sales): Promise<Check> {
  const found = await everywhere(here.cloud, names, record);
  const isRight = (one: (typeof found)[number]) => one.rows === rows && one.cents === cents;
  draw(here.say, [
    [
      { en: 'place', pt: 'lugar' },
      { en: 'rows', pt: 'linhas' },
      { en: 'sum', pt: 'soma' },
      { en: '', pt: '' },
    ].map(spoken),
    ...found.map((one) => [
      ...[one.place, grouped(one.rows), (one.cents / 100).toFixed(2)],
      spoken(isRight(one) ? RIGHT : WRONG),
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
  say(
    spoken({
      en: `  ${after.key}: ${rows} rows in every place${ok ? ', as before' : ' were expected'}.`,
      pt: `  ${after.key}: ${rows} linhas em cada lugar${ok ? ', como antes' : ' eram esperadas'}.`,
    }),
  );
  say();
  const what = {
    en: 'an old event that comes late changes nothing',
    pt: 'um evento antigo que chega atrasado não muda nada',
  };
  return { what, ok };
}
