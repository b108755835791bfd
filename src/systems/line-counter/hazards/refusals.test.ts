// Errors that were recorded on AWS and that the local cloud does not give.

import { ModifyReplicationGroupCommand } from '@aws-sdk/client-elasticache';
import { SetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import { expect, test } from 'vitest';
import { provisionAlarms } from '../../../../provision/blocks/alarms.ts';
import { teardownAlarms } from '../../../../teardown/blocks/alarms.ts';
import type { Run } from '../../../engine/run.ts';
import { once, only, refusedOnce } from '../../../testing/hazards/answers.ts';
import { refuse } from '../../../testing/hazards/refusal.ts';
import { type Hazard, is } from '../../../testing/hazards/wire.ts';
import type { LineCounter } from '../parts.ts';
import { counterWith, quietCounterWith } from '../testing/hazards.ts';

const NO_QUEUE =
  'Error occurred while ReceiveMessage. SQS Error Code: AWS.SimpleQueueService.NonExistentQueue. ' +
  'SQS Error Message: The specified queue does not exist.';

test('Lambda does not see the new queue yet: the mapping is tried again, with the reason', async () => {
  const system = await quietCounterWith(() => [
    refusedOnce({ CreateEventSourceMapping: ['InvalidParameterValueException', NO_QUEUE] }),
  ]);
  const up = await system.up();
  expect(up.errors).toEqual([]);
  expect(up.told.join('\n')).toMatch(/Lambda does not see the new queue yet/);
  expect((await system.down()).errors).toEqual([]);
});

test('a topic that somebody made since we looked, with other tags, is not ours', async () => {
  const taken: Hazard = async (call, pass) =>
    is(call, 'CreateTopic')
      ? refuse(call, 'InvalidParameter', 'Invalid parameter: Tags Reason: Topic already exists with different tags')
      : pass();
  const system = await quietCounterWith(() => [taken]);
  const ctx = { ...system.clock, tell() {} };
  await expect(system.part.topic.ensure({}, ctx)).rejects.toMatchObject({
    name: 'NotOurs',
    message: expect.stringMatching(/exists, but it does not carry this project's tags/),
  });
});

/** The tags of a deleted alarm are an empty list (recorded on AWS: localstack, test_tagging_metric_alarm). */
const noTagsOfGoneAlarms: Hazard = async (call, pass) => {
  const answer = await pass();
  const asking = call.service === 'monitoring' && is(call, 'ListTagsForResource');
  return asking && answer.status >= 300
    ? { status: 200, headers: { 'content-type': 'application/json' }, body: '{"Tags":[]}' }
    : answer;
};

test('two `down`s at once: an alarm that the other one takes is absent, not somebody else’s', async () => {
  const system = await counterWith(() => [noTagsOfGoneAlarms]);
  const watch = (run: Run, part: LineCounter) => teardownAlarms(run, part.alarms);
  await system.tell((run, { alarms }) => provisionAlarms(run, alarms, { watched: Promise.resolve(), logs: [] }));
  const both = await Promise.all([system.tell(watch), system.tell(watch)]);
  expect(both.flatMap(({ errors }) => errors)).toEqual([]);
  expect(both.flatMap(({ told }) => told.filter((what) => /tags do not show/.test(what)))).toEqual([]);
});

test('the cache: a repair sends only what drifted, and "No modifications were requested" is no failure', async () => {
  const sent: string[] = [];
  const first = once(only('ModifyReplicationGroup'));
  const system = await quietCounterWith(() => [
    async (call, pass) => {
      if (!is(call, 'ModifyReplicationGroup')) return pass();
      sent.push(...Object.keys(call.input).filter((field) => !['Action', 'Version'].includes(field)));
      const answer = await pass(); // the change is already made when ElastiCache refuses it
      return first(call) ? refuse(call, 'InvalidParameterCombination', 'No modifications were requested.') : answer;
    },
  ]);
  expect((await system.up()).errors).toEqual([]);
  const backedUp = { ReplicationGroupId: system.names.stack, SnapshotRetentionLimit: 5, ApplyImmediately: true };
  await system.ground.elasticache.send(new ModifyReplicationGroupCommand(backedUp));
  const up = await system.up();
  expect(up.errors).toEqual([]);
  expect(up.outcomes[`Cache ${system.names.stack}`]).toBe('repaired');
  expect(sent.sort()).toEqual(['ApplyImmediately', 'ReplicationGroupId', 'SnapshotRetentionLimit']);
  expect((await system.down()).errors).toEqual([]);
});

/** As on SQS: one kind of encryption at a time. A key switches SQS's own off. Clearing the key switches none on. */
const oneEncryption: Hazard = async (call, pass) => {
  if (!is(call, 'SetQueueAttributes')) return pass();
  const { KmsMasterKeyId, SqsManagedSseEnabled } = call.input.Attributes as Record<string, string>;
  const text =
    'You can use one type of server-side encryption (SSE) at one time. You can either enable KMS SSE or SQS SSE.';
  if (KmsMasterKeyId !== undefined && SqsManagedSseEnabled === 'true')
    return refuse(call, 'InvalidAttributeName', text);
  return pass();
};

test('a queue that somebody encrypted with a KMS key ends with SQS’s own encryption and no key', async () => {
  const system = await quietCounterWith(() => [oneEncryption]);
  expect((await system.up()).errors).toEqual([]);
  const QueueUrl = `${system.ground.endpoint}/${system.ground.account}/${system.names.queue}`;
  const Attributes = { KmsMasterKeyId: 'alias/theirs', SqsManagedSseEnabled: 'false' };
  await system.ground.sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes }));
  const up = await system.up();
  expect(up.errors).toEqual([]);
  const title = `SQS queue ${system.names.queue}`;
  expect(up.outcomes[title]).toBe('repaired');
  const { drift } = up.results.find((one) => one.title === title) ?? {};
  expect(drift?.map(({ field }) => field).sort()).toEqual(['KmsMasterKeyId', 'SqsManagedSseEnabled']);
  const live = await system.part.queue.describe({ ...system.clock, tell() {} });
  expect([live?.attributes.SqsManagedSseEnabled, live?.attributes.KmsMasterKeyId ?? '']).toEqual(['true', '']);
  expect((await system.down()).errors).toEqual([]);
});
