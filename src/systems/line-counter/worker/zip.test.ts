// The worker's zip, as Lambda gets it.

import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import AdmZip from 'adm-zip';
import { expect, test } from 'vitest';
import { bundle } from '../../../aws/code/bundle.ts';

const worker = bundle('src/systems/line-counter/worker/handler.ts');

test('a package that is loaded late is in its own file, where `require` finds it, and nowhere else', async () => {
  const late = 'node_modules/@aws-sdk/client-sns/index.js';
  const folder = await mkdtemp(join(tmpdir(), 'bundle-'));
  const files = new AdmZip(Buffer.from(worker.zip))
    .getEntries()
    .map((entry) => [entry.entryName, entry.getData()] as const);
  await mkdir(join(folder, dirname(late)), { recursive: true });
  for (const [name, content] of files) await writeFile(join(folder, name), content);
  await writeFile(join(folder, 'package.json'), '{"type":"commonjs"}');
  const { SNSClient, PublishCommand } = createRequire(join(folder, 'index.js'))('@aws-sdk/client-sns');
  expect(new PublishCommand({ Message: 'a' }).input).toEqual({ Message: 'a' });
  expect(new SNSClient({ region: 'us-east-1' }).config.serviceId).toBe('SNS');
  const [index, sns] = await Promise.all(['index.js', late].map((name) => readFile(join(folder, name), 'utf8')));
  await rm(folder, { recursive: true });
  const version = '2010-03-31'; // of SNS's interface; only its client contains this text
  expect([sns?.includes(version), index?.includes(version)]).toEqual([true, false]);
  expect(files.map(([name]) => name)).toEqual(['index.js', late]);
});

test('the worker’s zip is small, because Lambda loads it at every cold start', () => {
  expect(worker.zip.length).toBeLessThan(700_000); // stored, not compressed: see src/aws/code/zip.ts
});
