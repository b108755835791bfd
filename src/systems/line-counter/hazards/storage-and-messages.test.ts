// Hazards of bucket, queues and topic: locked names, settings that change late, answers of 200 that failed.

import {
  GetBucketNotificationConfigurationCommand,
  PutBucketNotificationConfigurationCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { CreateQueueCommand, DeleteQueueCommand, SetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import { describe, expect, test } from 'vitest';
import { bothEndWell } from '../../../testing/hazards/both-end-well.ts';
import { bucketStates } from '../../../testing/hazards/bucket-states.ts';
import { notificationChecks } from '../../../testing/hazards/notification-checks.ts';
import { times } from '../../../testing/hazards/open.ts';
import { queueNames } from '../../../testing/hazards/queue-names.ts';
import { topicStates } from '../../../testing/hazards/topic-states.ts';
import { type HazardousCounter, quietCounterWith } from '../testing/hazards.ts';

const fill = async ({ ground, names }: HazardousCounter) => {
  for (const Key of ['a.txt', 'a.txt', 'b.txt'])
    await ground.s3.send(new PutObjectCommand({ Bucket: names.bucket, Key, Body: Key }));
};

describe('hazard 09 · S3 notifications', () => {
  test('S3 sees the queue’s policy late: tried again with the reason, and put only once', async () => {
    let checks: ReturnType<typeof notificationChecks> | undefined;
    const system = await quietCounterWith((all) => {
      checks = notificationChecks(all);
      return [checks.hazard];
    });
    const up = await system.up();
    expect(up.errors).toEqual([]);
    expect(up.told.join('\n')).toMatch(/S3 does not see the new policy of the queue or function yet/);
    expect((await system.up()).errors).toEqual([]);
    expect(checks?.puts).toHaveLength(1); // each put sends a test event
    expect((await system.down()).errors).toEqual([]);
    expect(await system.left()).toEqual([]);
  });

  test('entries of others stay, and `down` removes ours although theirs points to a queue that is gone', async () => {
    const system = await quietCounterWith((all) => [notificationChecks(all, 0).hazard]);
    const { ground, names, cloud } = system;
    await system.up();
    const at = { Bucket: names.bucket };
    const { QueueUrl } = await ground.sqs.send(new CreateQueueCommand({ QueueName: 'theirs' }));
    const { QueueConfigurations = [] } = await ground.s3.send(new GetBucketNotificationConfigurationCommand(at));
    const theirs = {
      Id: 'theirs',
      QueueArn: cloud.arn('sqs', 'theirs'),
      Events: ['s3:ObjectRemoved:*' as const],
    };
    await ground.s3.send(
      new PutBucketNotificationConfigurationCommand({
        ...at,
        NotificationConfiguration: { QueueConfigurations: [...QueueConfigurations, theirs] },
      }),
    );
    expect((await system.up()).errors).toEqual([]);
    await ground.sqs.send(new DeleteQueueCommand({ QueueUrl }));
    const ctx = { ...system.clock, tell() {} };
    expect(await system.part.bucketToQueue.remove(ctx)).toBe('removed');
    const left = await ground.s3.send(new GetBucketNotificationConfigurationCommand(at));
    expect(left.QueueConfigurations?.map(({ Id }) => Id)).toEqual(['theirs']);
    expect((await system.down()).errors).toEqual([]);
  });
});

describe('hazard 10 · queue names and queue settings', () => {
  test('unknown at first, tags late, settings that flicker, a dead-letter queue refused: one run each', async () => {
    const system = await quietCounterWith((all) => [queueNames(all)]);
    const { up } = await bothEndWell(system);
    expect(times(up, 'CreateQueue')).toBe(2);
  });

  test('`up` right after `down` waits out the locked name, and is not fooled by a queue that still shows', async () => {
    const system = await quietCounterWith((all) => [queueNames(all)]);
    await bothEndWell(system);
    const up = await system.up();
    expect(up.errors).toEqual([]);
    expect(up.outcomes[`SQS queue ${system.names.queue}`]).toBe('created');
    expect(up.told.join('\n')).toMatch(/keeps the name of a deleted queue locked for 60 s/);
    expect((await system.up()).errors).toEqual([]);
    expect((await system.down()).errors).toEqual([]);
  });

  test('a queue of ours whose tags do not show yet is not called somebody else’s', async () => {
    const system = await quietCounterWith((all) => [queueNames(all, { unknown: 0, untagged: 8 })]);
    const { part, clock } = system;
    const ctx = { ...clock, tell() {} };
    await system.cloud.sqs.send(
      new CreateQueueCommand({ QueueName: system.names.deadLetters, tags: { ...system.cloud.tags } }),
    );
    expect((await part.deadLetters.ensure({}, ctx)).outcome).toBe('repaired');
    expect((await system.down()).errors).toEqual([]);
  });
});

describe('hazard 12 · a bucket is slow to make and slow to delete', () => {
  test('late after it was made, busy, "not empty" once more after emptying: one run each', async () => {
    const system = await quietCounterWith((all) => [bucketStates(all)]);
    expect((await system.up()).errors).toEqual([]);
    await fill(system);
    const down = await system.down();
    expect(down.errors).toEqual([]);
    expect(await system.left()).toEqual([]);
    expect(times(down, 'DeleteBucket')).toBe(2);
  });

  test('`up` right after `down` waits until the name is free: ten minutes here, up to an hour', async () => {
    const system = await quietCounterWith((all) => [bucketStates(all)]);
    await bothEndWell(system);
    const up = await system.up();
    expect(up.errors).toEqual([]);
    expect(up.seconds).toBeGreaterThanOrEqual(570);
    expect((await system.down()).errors).toEqual([]);
  });
});

describe('hazard 19 · topics and their subscriptions', () => {
  test('stale tags, late reads; one mail however often `up` runs; a pending subscription goes with its topic', async () => {
    let topics: ReturnType<typeof topicStates> | undefined;
    const system = await quietCounterWith(
      (all) => {
        topics = topicStates(all, { stale: 60 });
        return [topics.hazard];
      },
      { NOTIFY_EMAIL: 'contas@example.com' },
    );
    expect((await system.up()).errors).toEqual([]);
    expect((await system.up()).errors).toEqual([]);
    expect(topics?.mails).toEqual(['contas@example.com']);
    const down = await system.down();
    expect(down.errors).toEqual([]);
    expect(times(down, 'Unsubscribe')).toBe(0); // AWS refuses it for a pending one
    const again = await system.up();
    expect(again.errors).toEqual([]);
    expect(again.told.join('\n')).toMatch(/a topic of this name was deleted a moment ago/);
    expect((await system.down()).errors).toEqual([]);
    expect(await system.left()).toEqual([]);
  });

  test('no managed key that would keep other services’ messages out', async () => {
    const bodies: string[] = [];
    const system = await quietCounterWith(() => [
      (call, pass) => {
        if (call.service === 'sns') bodies.push(decodeURIComponent(call.body));
        return pass();
      },
    ]);
    await bothEndWell(system);
    expect(bodies.filter((body) => /KmsMasterKeyId|alias\/aws\/sns/.test(body))).toEqual([]);
  });
});

describe('hazard 20 · left out is not cleared, and 200 is not success', () => {
  test('what was added by hand to what we declare is cleared, not left', async () => {
    const system = await quietCounterWith(() => []);
    await system.up();
    const { ground, names } = system;
    const QueueUrl = `${ground.endpoint}/${ground.account}/${names.queue}`;
    const Attributes = {
      RedriveAllowPolicy: JSON.stringify({ redrivePermission: 'denyAll' }),
      VisibilityTimeout: '1',
    };
    await ground.sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes }));
    const up = await system.up();
    expect(up.errors).toEqual([]);
    expect(up.outcomes[`SQS queue ${names.queue}`]).toBe('repaired');
    expect((await system.up()).outcomes[`SQS queue ${names.queue}`]).toBe('unchanged');
    expect((await system.down()).errors).toEqual([]);
  });

  test('DeleteObjects says 200 and did not delete: tried again when that passes', async () => {
    const system = await quietCounterWith((all) => [bucketStates(all)]);
    await system.up();
    await fill(system);
    const down = await system.down();
    expect(down.errors).toEqual([]);
    expect(times(down, 'DeleteObjects')).toBe(2);
    expect(await system.left()).toEqual([]);
  });

  test('DeleteObjects says 200 and AccessDenied inside: one sentence, at once', async () => {
    const system = await quietCounterWith((all) => [bucketStates(all, { objectError: 'AccessDenied' })]);
    await system.up();
    await fill(system);
    const down = await system.down();
    expect(down.errors.map(({ message }) => message).join('\n')).toMatch(/S3 did not delete \S+ from .*AccessDenied/);
    expect(times(down, 'DeleteObjects')).toBe(1);
    expect((await system.down()).errors).toEqual([]); // the hazard acts only once
  });
});
