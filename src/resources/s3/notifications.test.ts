// A bucket's notifications, beat by beat: to a queue, and to a function with its permission, beside entries of somebody
// else. Those must stay, whatever we do.

import {
  GetBucketNotificationConfigurationCommand,
  type NotificationConfiguration,
  PutBucketNotificationConfigurationCommand,
} from '@aws-sdk/client-s3';
import { describe, expect, test } from 'vitest';
import { allow, allowService, policy } from '../../aws/policy.ts';
import { fourBeats } from '../../testing/four-beats.ts';
import { idleCode } from '../../testing/prerequisites.ts';
import { PURPOSE as about } from '../../testing/recorder.ts';
import { openTestCloud } from '../../testing/test-cloud.ts';
import { iamRole } from '../iam/role.ts';
import { permissionBreaks } from '../lambda/breaks.ts';
import { lambdaFunction } from '../lambda/function.ts';
import { bucketPermission, type Permission } from '../lambda/permission.ts';
import { logGroup } from '../logs/log-group.ts';
import { type Queue, sqsQueue } from '../sqs/queue.ts';
import { notificationBreaks } from './breaks.ts';
import { type Bucket, s3Bucket } from './bucket.ts';
import { entriesOf } from './notification-document.ts';
import { bucketNotifications } from './notifications.ts';

const testCloud = await openTestCloud();
const { cloud, make, ctx } = testCloud;
const { s3 } = cloud;
const stack = testCloud.name;

const bucketName = `${stack}-${cloud.account}`;
const bucket = await make(s3Bucket(cloud, { name: bucketName, about, requestMetrics: false }));
const queueNamed = (name: string) => {
  const from = { arn: cloud.bucketArn(bucketName), account: cloud.account };
  const send = allowService('Uploads', 's3.amazonaws.com', 'sqs:SendMessage', cloud.arn('sqs', name), from);
  return sqsQueue<object>(cloud, { name, about, visibilitySeconds: 30, policy: policy(send) });
};
const queue = await make(queueNamed(`${stack}-jobs`));
const other = await make(queueNamed(`${stack}-other`));

const logs = await make(logGroup(cloud, { name: `/aws/lambda/${stack}`, about, retentionDays: 7 }));
const rights = {
  service: 'lambda.amazonaws.com',
  about,
  policy: () => policy(allow('A', ['s3:GetObject'], ['*'])),
};
const role = await make(iamRole(cloud, { name: stack, ...rights }), { boundary: undefined });
const functionStep = lambdaFunction(cloud, {
  ...{ name: stack, description: 'A test', about, inVpc: false, timeoutSeconds: 10, memoryMegabytes: 128 },
  code: idleCode(),
});
const its = await make(functionStep, { role, logs });

const permission = bucketPermission(cloud, {
  ...{ id: `${stack}-uploads`, bucket: bucketName, functionName: stack },
  about,
});
const permissionNeeds = { bucket, function: its };
fourBeats(
  'The permission of the bucket',
  testCloud,
  () => ({ step: permission, needs: permissionNeeds }),
  permissionBreaks,
);

test('a function made anew has lost the permission, and the next run gives it back', async () => {
  await make(permission, permissionNeeds);
  await functionStep.remove(ctx);
  expect(await permission.describe(ctx)).toBeUndefined();
  const anew = await make(functionStep, { role, logs });
  expect(await permission.ensure({ bucket, function: anew }, ctx)).toMatchObject({ outcome: 'created' });
});

test('a permission is compared by what AWS means, not by its capitals', async () => {
  const live = await make(permission, permissionNeeds);
  expect(live).toMatchObject({ SourceArn: bucket.arn, SourceAccount: cloud.account, Resource: its.arn });
});

const at = { Bucket: bucketName };
const read = async (): Promise<NotificationConfiguration> => {
  const { $metadata, ...document } = await s3.send(new GetBucketNotificationConfigurationCommand(at));
  return document;
};
const put = (NotificationConfiguration: NotificationConfiguration) =>
  s3.send(new PutBucketNotificationConfigurationCommand({ ...at, NotificationConfiguration }));
/** Somebody changes every entry of that id. */
const changed = (id: string, change: object) => async (): Promise<unknown> => {
  const mend = <One extends { Id?: string | undefined }>(all: readonly One[] = []) =>
    all.map((one) => (one.Id === id ? { ...one, ...change } : one));
  const { QueueConfigurations, LambdaFunctionConfigurations, ...rest } = await read();
  return put({
    ...rest,
    QueueConfigurations: mend(QueueConfigurations),
    LambdaFunctionConfigurations: mend(LambdaFunctionConfigurations),
  });
};

const [QUEUE, FUNCTION] = [`${stack}-jobs`, `${stack}-files`];
const step = bucketNotifications<{ bucket: Bucket; queue: Queue; permission: Permission }>(cloud, {
  bucket: bucketName,
  about,
  targets: [
    { id: QUEUE, queue: ({ queue }) => queue, prefix: 'in/' },
    { id: FUNCTION, function: ({ permission }) => permission, prefix: 'csv/', suffix: '.csv' },
  ],
});
const theirs = { Id: 'of somebody else', QueueArn: other.arn, Events: ['s3:ObjectRemoved:*' as const] };

describe('beside the entry of somebody else', async () => {
  await put({ QueueConfigurations: [theirs] });
  const needs = async () => ({ bucket, queue, permission: await make(permission, permissionNeeds) });
  fourBeats(
    'What the bucket tells a queue and a function',
    testCloud,
    async () => ({ step, needs: await needs() }),
    notificationBreaks,
  );

  test('an entry that somebody deleted is put back, and the other one is not named', async () => {
    await make(step, await needs());
    const { LambdaFunctionConfigurations, ...rest } = await read();
    expect(LambdaFunctionConfigurations).toHaveLength(1);
    await put(rest);
    const { outcome, drift } = await step.ensure(await needs(), ctx);
    expect(outcome).toBe('repaired');
    expect(new Set(drift.map(({ field }) => field.split(' ')[0]))).toEqual(new Set([FUNCTION]));
  });

  test('that entry is still there', async () => {
    expect((await read()).QueueConfigurations).toContainEqual(expect.objectContaining(theirs));
    await step.remove(ctx);
    expect(await read()).toMatchObject({ QueueConfigurations: [theirs] });
  });

  test('entries of two systems stand side by side, each repaired without the other', async () => {
    const neighbour = bucketNotifications<{ bucket: Bucket; queue: Queue }>(cloud, {
      bucket: bucketName,
      about,
      targets: [{ id: 'ada-dev-audit', queue: ({ queue }) => queue, prefix: 'audit/' }],
    });
    await make(neighbour, { bucket, queue: other });
    await make(step, await needs());
    await changed('ada-dev-audit', { Events: ['s3:ObjectCreated:Copy'] })();
    expect(await step.ensure(await needs(), ctx)).toMatchObject({ outcome: 'unchanged' });
    const { outcome, drift } = await neighbour.ensure({ bucket, queue: other }, ctx);
    expect([outcome, drift.map(({ field }) => field)]).toEqual(['repaired', ['Events']]);
    await neighbour.remove(ctx);
    expect(await step.ensure(await needs(), ctx)).toMatchObject({ outcome: 'unchanged' });
  });
});

test('rules as AWS echoes them, with capitals and in another order, are no drift', async () => {
  const needs = { bucket, queue, permission: await make(permission, permissionNeeds) };
  const live = await make(step, needs);
  // As AWS answers it. The SDK's types know the names that we write, not those that AWS answers.
  const echoed = entriesOf(
    JSON.parse(`{ "LambdaFunctionConfigurations": [{
      "Id": "${FUNCTION}", "LambdaFunctionArn": "${its.arn}", "Events": ["s3:ObjectCreated:*"],
      "Filter": { "Key": { "FilterRules": [{ "Name": "Suffix", "Value": ".csv" }, { "Name": "Prefix", "Value": "csv/" }] } }
    }] }`),
  );
  expect(step.compare({ ...live, ...echoed }, needs)).toEqual([]);
});
