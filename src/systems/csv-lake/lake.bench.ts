// The whole lake on a local cloud of its own: rows into PostgreSQL beside a plain COPY of a CSV file, and the time from a put
// into S3 until the rows are there, with a warm function.

import { execFile } from 'node:child_process';
import { createReadStream, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { from as copyFrom } from 'pg-copy-streams';
import { placeOf } from '../../local/place.ts';
import { type Finding, finding, inTurns, median } from '../../testing/bench/measure.ts';
import { ACCOUNT, withCloud } from '../../testing/bench/surroundings.ts';
import { decode } from './converter/decode.ts';
import { readParquet, writeParquet } from './converter/parquet.ts';
import { type DatabaseSettings, withDatabase } from './converter/postgres/connection.ts';
import { lakeOf } from './converter/postgres/lake.ts';
import { DATABASE, WRITER } from './converter/postgres/users.ts';
import { readTable } from './converter/table.ts';
import { writeSales } from './converter/testing/bench/sales-file.ts';

const ROUNDS = 3;
const MEGABYTES = 20;
const PUTS = 25;
const COLD = 5;
/** Milliseconds. */
const LONGEST_PUT = 500;

interface Lake {
  readonly home: string;
  readonly endpoint: string;
  readonly bucket: string;
  readonly database: DatabaseSettings;
}

export const bench = (): Promise<Finding[]> =>
  withCloud(async (home, { endpoint }) => {
    const lake = await build(home, endpoint);
    return [...(await copy(lake)), await putToRows(lake)];
  });

async function build(home: string, endpoint: string): Promise<Lake> {
  const { AWS_REGION: region = '' } = ACCOUNT;
  const env = { ...ACCOUNT, PATH: process.env.PATH, LOCAL_CLOUD_HOME: home, AWS_ENDPOINT_URL: endpoint };
  const up = ['--import', './src/cli/start.mjs', 'provision/up.ts', 'csv-lake', '--json'];
  const { stdout } = await run(process.execPath, up, {
    env: { ...env, LAKE_GRAFANA: 'off', ALARMS: 'off', STAGE: 'bench' },
  });
  const outputs = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
    .find(({ event }) => event === 'outputs');
  // The writer's token is computed here and goes nowhere but to the local server, which takes any.
  Object.assign(process.env, ACCOUNT, { NODE_EXTRA_CA_CERTS: placeOf(home).ca });
  const database = { host: outputs.databaseHost, port: outputs.databasePort, database: DATABASE, region };
  return { home, endpoint, bucket: outputs.bucket, database };
}

async function copy({ home, database }: Lake): Promise<Finding[]> {
  const [csv, parquet] = [join(home, 'vendas.csv'), join(home, 'vendas.parquet')];
  const { rows } = await writeSales(csv, MEGABYTES * 1_000_000);
  const { text } = decode(readFileSync(csv));
  await writeParquet(parquet, readTable(text));
  const byPsql = await hasPsql();
  let number = 0;
  const seconds = await inTurns(ROUNDS, {
    ours: () =>
      timed(async () => {
        number += 1;
        const sequencer = String(number).padStart(40, '0');
        const version = { bucket: 'bench', key: 'in/vendas/a.csv', rivals: [], dataset: 'vendas', sequencer };
        await lakeOf(database).replace({ ...version, at: new Date().toISOString() }, () => readParquet(parquet));
      }),
    theirs: () =>
      withDatabase(database, WRITER, async (client) => {
        await client.query('DROP TABLE IF EXISTS lake.plain');
        await client.query(PLAIN);
        return timed(() =>
          byPsql ? psqlCopy(database, home, csv) : pipeline(createReadStream(csv), client.query(copyFrom(FROM_STDIN))),
        );
      }),
  });
  const counted = await withDatabase(database, WRITER, (client) =>
    client.query('SELECT (SELECT count(*) FROM lake.vendas) AS ours, (SELECT count(*) FROM lake.plain) AS theirs'),
  );
  const { ours, theirs } = counted.rows[0];
  if (Number(ours) !== rows || Number(theirs) !== rows) throw new Error(`${rows} rows became ${ours} and ${theirs}.`);
  const perSecond = Math.round(rows / seconds.ours);
  const what = `${rows} rows from Parquet into PostgreSQL, typed and keyed`;
  return [
    finding(
      what,
      seconds.theirs / seconds.ours,
      {},
      `${seconds.ours.toFixed(2)} s, ${perSecond} a second`,
      `${seconds.theirs.toFixed(2)} s, ${byPsql ? 'psql \\copy' : 'COPY'} of the CSV file as text`,
    ),
  ];
}

const PLAIN = `CREATE TABLE lake.plain (pedido bigint, data text, cliente text, cidade text, valor text, quantidade bigint,
  pago text, documento text)`;
const FORMAT = "(FORMAT csv, HEADER, DELIMITER ';')";
const FROM_STDIN = `COPY lake.plain FROM STDIN ${FORMAT}`;

const run = promisify(execFile);
const hasPsql = () =>
  run('psql', ['--version']).then(
    () => true,
    () => false,
  );
const psqlCopy = ({ host, port, database }: DatabaseSettings, home: string, csv: string) =>
  run('psql', [
    `host=${host} port=${port} dbname=${database} user=${WRITER} sslmode=verify-ca sslrootcert=${placeOf(home).ca}`,
    ...['--no-psqlrc', '--command', `\\copy lake.plain FROM '${csv}' WITH ${FORMAT}`],
  ]);

/** The first puts start the function, and do not count. */
async function putToRows({ endpoint, bucket, database }: Lake): Promise<Finding> {
  const credentials = { accessKeyId: String(ACCOUNT.AWS_ACCESS_KEY_ID), secretAccessKey: 'test' };
  const s3 = new S3Client({ endpoint, region: database.region, credentials, forcePathStyle: true });
  const milliseconds = await withDatabase(database, WRITER, async (client) => {
    const figures: number[] = [];
    for (let put = 0; put < PUTS; put += 1) {
      const Key = `in/notas/${put}.csv`;
      const start = performance.now();
      await s3.send(new PutObjectCommand({ Bucket: bucket, Key, Body: 'dia;valor;pago\n03/04/2024;1.234,50;sim\n' }));
      while (!(await client.query('SELECT 1 FROM ledger.files WHERE key = $1', [Key])).rowCount) await pause(2);
      figures.push(performance.now() - start);
    }
    return figures.slice(COLD);
  });
  s3.destroy();
  const middle = median(milliseconds);
  const [fastest, slowest] = [Math.min(...milliseconds), Math.max(...milliseconds)];
  const beside = `${Math.round(fastest)} to ${Math.round(slowest)} ms`;
  return finding('put to rows, warm, ms', middle, { atMost: LONGEST_PUT }, `${Math.round(middle)} ms`, beside);
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}
