// Both functions as Lambda runs them: one CommonJS file, settings from the environment, a CA for TLS from
// NODE_EXTRA_CA_CERTS.

import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { builtinModules } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { CreateBucketCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { CreateTopicCommand } from '@aws-sdk/client-sns';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { batchOf, randomAccount, s3For, snsFor } from './testing/cache.ts';

const cloud = inject('cloud');
const id = randomAccount();
const run = promisify(execFile);
let folder = '';

/** Calls a bundled handler in its own process. Gives its answer and its log lines. */
async function invoke(name: string, event: unknown, environment: Record<string, string>) {
  const script = `
    const { handler } = require(${JSON.stringify(join(folder, `${name}.cjs`))});
    handler(${JSON.stringify(event)}, { getRemainingTimeInMillis: () => 30000, awsRequestId: 'r1' })
      .then((answer) => require('fs').writeSync(1, '\\nANSWER ' + JSON.stringify(answer)))
      .then(() => process.exit(0), (error) => { console.error(error.message); process.exit(1); });`;
  const { stdout } = await run(process.execPath, ['-e', script], {
    env: { PATH: process.env.PATH, ...environment },
  });
  const [log = '', answer = ''] = stdout.split('ANSWER ');
  const lines = log.split('\n').filter(Boolean);
  return { answer: JSON.parse(answer), lines: lines.map((line) => JSON.parse(line)) };
}

const environment = (changes: Record<string, string> = {}) => ({
  AWS_ENDPOINT_URL: cloud.endpoint,
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: id,
  AWS_SECRET_ACCESS_KEY: 'test',
  NODE_EXTRA_CA_CERTS: cloud.cache.ca,
  CACHE_HOST: cloud.cache.host,
  CACHE_PORT: String(cloud.cache.port),
  NAMESPACE: `test:${randomUUID()}`,
  POWERTOOLS_SERVICE_NAME: 'line-counter',
  POWERTOOLS_METRICS_NAMESPACE: 'ada',
  ...changes,
});

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'handlers-'));
  await writeFile(join(folder, 'package.json'), '{ "type": "commonjs" }');
  for (const name of ['worker', 'reader']) {
    const { metafile, warnings } = await build({
      entryPoints: [fileURLToPath(new URL(`${name}/handler.ts`, import.meta.url))],
      outfile: join(folder, `${name}.cjs`),
      bundle: true,
      minify: true,
      platform: 'node',
      target: 'node20',
      format: 'cjs',
      mainFields: ['module', 'main'],
      metafile: true,
    });
    expect(warnings).toEqual([]);
    const left = Object.values(metafile.outputs).flatMap(({ imports }) => imports.map(({ path }) => path));
    // `debug`, inside ioredis, tries to load supports-color and works without it.
    const known = [...builtinModules, 'supports-color'];
    const strangers = left.map((path) => path.replace('node:', '')).filter((path) => !known.includes(path));
    expect(strangers).toEqual([]);
  }
}, 30_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

test('one counts a file, the other reads its record', async () => {
  const Bucket = `bundle-${id}`;
  await s3For(id).send(new CreateBucketCommand({ Bucket }));
  await s3For(id).send(new PutObjectCommand({ Bucket, Key: 'a.txt', Body: 'um\ndois\n' }));
  const { TopicArn = '' } = await snsFor(id).send(new CreateTopicCommand({ Name: 'news' }));

  const object = { key: 'a.txt', size: 8, sequencer: '01' };
  const eventTime = new Date().toISOString();
  const record = { eventName: 'ObjectCreated:Put', eventTime, s3: { bucket: { name: Bucket }, object } };
  const settings = environment({ TOPIC_ARN: TopicArn });
  const counted = await invoke('worker', batchOf({ Records: [record] }), settings);
  expect(counted.answer).toEqual({ batchItemFailures: [] });
  expect(counted.lines).toContainEqual(
    expect.objectContaining({
      message: 'created',
      level: 'INFO',
      service: 'line-counter',
      function_request_id: 'r1',
    }),
  );
  expect(counted.lines).toContainEqual(
    expect.objectContaining({
      FilesCounted: 1,
      LinesCounted: 2,
      BytesRead: 8,
      UploadToRecordSeconds: expect.any(Number),
    }),
  );

  const read = await invoke('reader', { op: 'list' }, settings);
  expect(read.answer).toMatchObject({
    total: 1,
    records: [{ bucket: Bucket, key: 'a.txt', lines: 2, bytes: 8 }],
  });
});

test.each([
  ['worker', { TOPIC_ARN: '' }, 'TOPIC_ARN is missing'],
  ['worker', { TOPIC_ARN: 't', MAX_BYTES: '5 GB' }, 'MAX_BYTES is "5 GB", and must be a positive whole number'],
  ['worker', { TOPIC_ARN: 't', ANNOUNCE_LANGUAGE: 'fr' }, 'must be one of: pt, en'],
  ['reader', { CACHE_HOST: '' }, 'CACHE_HOST is missing'],
])('%s with %j stops with a sentence', async (name, changes, sentence) => {
  await expect(invoke(name, {}, environment(changes))).rejects.toThrow(sentence);
});
