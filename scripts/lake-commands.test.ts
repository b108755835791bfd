// What people do with files of the lake, command by command: upload, trace, and an event that failed.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GetFunctionCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { GetQueueUrlCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { clientOf } from '../src/local/private-cloud.ts';
import { traced } from '../src/operate/trace/testing/traced.ts';
import { commandsOf, linesOf } from '../src/testing/run-command.ts';

const STAGE = 'lakeside';
const OFF = { LAKE_GRAFANA: 'off', ALARMS: 'off' };
const runs = commandsOf(STAGE, OFF);
const inPortuguese = commandsOf(STAGE, { ...OFF, UI_LANGUAGE: 'pt' });
const stack = `ada-${STAGE}-csv-lake`;
const bucket = `${stack}-000000000000`;
const run = (script: string, ...args: string[]) => runs(`scripts/${script}.ts`, '--system', 'csv-lake', ...args);
const client = clientOf(inject('cloud') as never);
const [sqs, ssm, lambda] = [new SQSClient(client), new SSMClient(client), new LambdaClient(client)];
const folder = mkdtempSync(join(tmpdir(), 'lake-'));
const file = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};

beforeAll(async () => {
  expect(await runs('provision/up.ts', 'csv-lake')).toMatchObject({ status: 0, err: '' });
});
afterAll(async () => {
  expect(await runs('teardown/down.ts', 'csv-lake', '--yes')).toMatchObject({ status: 0, err: '' });
  rmSync(folder, { recursive: true });
});

test('trace: every step of a file with its time, in both languages, and why another one was refused', async () => {
  const good = file('março 1.csv', 'dia;valor\n03/04/2024;1,50\n04/04/2024;2,25\n');
  const bad = file('aberto.csv', 'a;b\n1;"x\n');
  expect(await run('upload', '--dataset', 'notas', good, bad)).toMatchObject({ status: 0 });
  expect(await run('records', '--wait', 'in/notas/março 1.csv', 'in/notas/aberto.csv')).toMatchObject({ status: 0 });
  const { way, steps } = await traced(() => run('trace', 'in/notas/março 1.csv'.normalize('NFD'), '--json'));
  expect(way).toMatchObject({ bucket, key: 'in/notas/março 1.csv', state: 'done' });
  expect(steps).toEqual(['uploaded', 'read', 'loaded']);
  expect((await run('trace', 'in/notas/março 1.csv')).out).toContain(
    'Done: 2 rows in 2 columns in lake.notas, 2 items in DynamoDB, parquet/notas/março 1.parquet, json/notas/março 1.jsonl.',
  );
  const { out } = await inPortuguese('scripts/trace.ts', '--system', 'csv-lake', 'in/notas/aberto.csv');
  expect(out).toContain('Pronto: recusado, a quotation mark in line 1 is never closed. O lago não tem linhas');
  expect(await run('trace', 'in/notas/nada.csv')).toMatchObject({
    status: 1,
    err: expect.stringContaining(`${bucket} holds no file in/notas/nada.csv`),
  });
});

test('LAKE_DB_AUTH=password: up gives the function a password, warns, and shows it to nobody; without it up takes it away', async () => {
  const byPassword = commandsOf(STAGE, { ...OFF, LAKE_DB_AUTH: 'password' });
  const up = await byPassword('provision/up.ts', 'csv-lake');
  expect(up).toMatchObject({ status: 0, err: '' });
  expect(up.out).toContain('the password of the database stands in the variables of the function');
  const Name = `/${stack}/database-password`;
  const { Parameter } = await ssm.send(new GetParameterCommand({ Name, WithDecryption: true }));
  const password = String(Parameter?.Value);
  const { Configuration } = await lambda.send(new GetFunctionCommand({ FunctionName: `${stack}-converter` }));
  expect(Configuration?.Environment?.Variables?.DATABASE_PASSWORD).toBe(password);
  expect(await run('upload', '--dataset', 'notas', file('senha.csv', 'a;b\n1;2\n'))).toMatchObject({ status: 0 });
  expect(linesOf(await run('records', '--json', '--wait', 'in/notas/senha.csv'))).toMatchObject([
    { status: 'success' },
  ]);

  const back = await runs('provision/up.ts', 'csv-lake');
  expect(back.status).toBe(0);
  for (const { out, err } of [up, back]) expect(out + err).not.toContain(password);
  await expect(ssm.send(new GetParameterCommand({ Name }))).rejects.toMatchObject({ name: 'ParameterNotFound' });
  expect(await run('upload', '--dataset', 'notas', file('token.csv', 'a;b\n1;2\n'))).toMatchObject({ status: 0 });
  expect(linesOf(await run('records', '--json', '--wait', 'in/notas/token.csv'))).toMatchObject([
    { status: 'success' },
  ]);
});

test('trace: an event that failed three times is told with its error', async () => {
  const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName: `${stack}-failures` }));
  const key = 'in/notas/preso.csv';
  const MessageBody = JSON.stringify({
    requestContext: { condition: 'RetriesExhausted' },
    responsePayload: { errorType: 'Error', errorMessage: 'connect ECONNREFUSED 127.0.0.1:5432' },
    requestPayload: {
      Records: [
        {
          ...{ eventName: 'ObjectCreated:Put', eventTime: '2026-11-26T10:00:00.000Z' },
          s3: { bucket: { name: bucket }, object: { key, size: 9, sequencer: '0A' } },
        },
      ],
    },
  });
  await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody }));
  const [stuck] = linesOf(await run('trace', key, '--json'));
  expect(stuck).toMatchObject({ key, state: 'failed event', error: expect.stringContaining('ECONNREFUSED') });
});
