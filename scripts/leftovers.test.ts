// leftovers --all: every stage and system of a project, whichever stage the settings name; a name without tags is nothing.

import { CreateQueueCommand, DeleteQueueCommand, SQSClient } from '@aws-sdk/client-sqs';
import { expect, inject, test } from 'vitest';
import { clientOf } from '../src/local/private-cloud.ts';
import { commandsOf, linesOf } from '../src/testing/run-command.ts';

const PROJECT = 'forgetful';
const run = commandsOf('here', { PROJECT, ALARMS: 'off' });
const all = (...more: string[]) => run('scripts/leftovers.ts', '--all', ...more);

test('what two stages hold is counted with its price; after down there is nothing', { timeout: 120_000 }, async () => {
  expect(await all()).toMatchObject({
    status: 0,
    out: expect.stringContaining(`Nothing of ${PROJECT} is there in us-east-1, in any stage.`),
  });

  const maria = commandsOf('maria', { PROJECT, ALARMS: 'off' });
  expect((await maria('provision/up.ts', 'audit-log')).status).toBe(0);
  const sqs = new SQSClient(clientOf(inject('cloud') as never));
  const queue = async (name: string, tags: Record<string, string>) => {
    const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: `${PROJECT}-${name}`, tags }));
    return () => sqs.send(new DeleteQueueCommand({ QueueUrl }));
  };
  const tags = { project: PROJECT, stage: 'joao-2', stack: 'csv-lake', 'managed-by': 'sdk-scripts' };
  const forgotten = await queue('joao-2-csv-lake-failures', tags);
  const foreign = [await queue('other-csv-lake-failures', {}), await queue('a-stage-that-is-too-long-audit-log', {})];

  const told = await all('--json');
  expect(told.status).toBe(1);
  expect(told.err).toContain('There is something in these stages: joao-2, maria.');
  expect(told.err).toMatch(/^ {2}maria +audit-log +\d+ things; all of it would cost about \$0\.00\d an hour/m);
  expect(linesOf(told)).toMatchObject([
    { stage: 'joao-2', system: 'csv-lake', left: [{ name: `${PROJECT}-joao-2-csv-lake-failures` }] },
    { stage: 'maria', system: 'audit-log' },
  ]);

  expect((await maria('teardown/down.ts', 'audit-log', '--yes')).status).toBe(0);
  await forgotten();
  expect((await all()).status).toBe(0);
  for (const remove of foreign) await remove();
});
