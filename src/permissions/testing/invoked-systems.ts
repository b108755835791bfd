// The systems whose bucket calls their function: the scenes in which their commands are recorded, the calls that no scene
// causes, and what their policies leave open.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LOCAL_ACCOUNT } from '../../aws/clients.ts';
import { readSettings, stackName } from '../../settings/settings.ts';
import * as auditLog from '../../systems/audit-log/names.ts';
import * as documentIntake from '../../systems/document-intake/names.ts';
import { SYSTEMS } from '../../systems.ts';
import { breakEverything, leaveBehind, loosenFilter, setAside } from './by-hand.ts';
import type { Call } from './call.ts';
import { type Place, RECORDED, recorded } from './play-command.ts';

const settings = readSettings(RECORDED);
const names = {
  'audit-log': auditLog.partNames(stackName(settings, auditLog.STACK), LOCAL_ACCOUNT),
  'document-intake': documentIntake.partNames(stackName(settings, documentIntake.STACK), LOCAL_ACCOUNT),
};
export type InvokedSystem = keyof typeof names;
export const INVOKED_SYSTEMS = Object.keys(names) as InvokedSystem[];

export const functionOf = (system: InvokedSystem): string =>
  system === 'audit-log' ? names['audit-log'].writer : names['document-intake'].reader;

const bucketsOf = (system: InvokedSystem): readonly string[] =>
  system === 'audit-log'
    ? [names['audit-log'].bucket]
    : [names['document-intake'].bucket, names['document-intake'].results];

/** Bytes: more than one part of a multipart upload. */
const LARGE = 6 * 1024 ** 2;
const TODAY = () => new Date().toISOString().slice(0, 10);

/** A failed event, as Lambda puts it into the queue. */
const failedEvent = (bucket: string) =>
  JSON.stringify({
    requestContext: { condition: 'RetriesExhausted' },
    requestPayload: {
      Records: [
        {
          ...{ eventName: 'ObjectCreated:Put', eventTime: '2026-11-26T10:00:00.000Z' },
          s3: { bucket: { name: bucket }, object: { key: 'large.txt', size: 1, sequencer: '0A' } },
        },
      ],
    },
  });

/** Plays every scene and returns all calls, in the order of their answers. */
export const playInvoked = (place: Place, system: InvokedSystem): Promise<Call[]> =>
  recorded(place, system, async ({ cloud, folder, play, lookAtBoard }) => {
    const { bucket, failures } = names[system];
    const file = join(folder, 'large.txt');
    writeFileSync(file, 'x'.repeat(LARGE));
    await play('doctor', 'scripts/doctor.ts');
    await play('demo', 'scripts/demo.ts', '--yes');
    await play('upload', 'scripts/upload.ts', file);
    await play('records', 'scripts/records.ts', '--wait', 'large.txt');
    await play('records', 'scripts/records.ts', '--day', TODAY());
    await play('records', 'scripts/records.ts', '--file', 'large.txt');
    await setAside(cloud, failures, failedEvent(bucket));
    await Promise.all([play('logs', 'scripts/logs.ts'), play('dead-letters', 'scripts/dead-letters.ts')]);
    await play('trace', 'scripts/trace.ts', 'large.txt');
    await lookAtBoard('large.txt');
    await play('redrive', 'scripts/redrive.ts', '--yes');
    await play('export', 'scripts/export.ts', join(folder, 'records.csv'));
    const { parts } = await (await SYSTEMS[system]()).configured(RECORDED).story(cloud);
    await breakEverything(cloud, parts);
    if (system === 'document-intake') await loosenFilter(cloud, cloud.arn('sns', names[system].topic));
    await Promise.all([play('status', 'scripts/status.ts'), play('leftovers', 'scripts/leftovers.ts')]);
    await play('up', 'provision/up.ts', '--yes');
    await leaveBehind(cloud, bucket);
    await play('down', 'teardown/down.ts', '--yes');
  });

/** What only AWS or a drill causes; the drills' calls are recorded when they are played (src/testing/drills-contract.ts). */
export const notPlayed = (system: InvokedSystem): readonly Call[] => {
  const { mailbox, operators } = names[system];
  const FunctionName = functionOf(system);
  const QueueUrl = `http://127.0.0.1/${LOCAL_ACCOUNT}/${mailbox}`;
  const TopicArn = `arn:aws:sns:${settings.AWS_REGION}:${LOCAL_ACCOUNT}:${operators}`;
  const drill = (service: string, input: Call['input']) => (operation: string) => ({
    ...{ by: 'drill', service, operation, input },
  });
  return [
    { by: 'up', service: 'CloudWatch Logs', operation: 'PutQueryDefinition', input: { name: 'why failures' } },
    { by: 'up', service: 'CloudWatch Logs', operation: 'DescribeQueryDefinitions', input: {} },
    { by: 'down', service: 'CloudWatch Logs', operation: 'DeleteQueryDefinition', input: { queryDefinitionId: 'q-1' } },
    // S3's request metrics: read, and switched off where somebody switched them on.
    ...bucketsOf(system).flatMap((Bucket) =>
      ['GetBucketMetricsConfiguration', 'DeleteBucketMetricsConfiguration'].map((operation) => ({
        ...{ by: 'up', service: 'S3', operation, input: { Bucket } },
      })),
    ),
    ...['PutFunctionConcurrency', 'DeleteFunctionConcurrency'].map(drill('Lambda', { FunctionName })),
    ...['ReceiveMessage', 'DeleteMessage'].map(drill('SQS', { QueueUrl })),
    drill('SNS', { TopicArn })('Subscribe'),
    drill('SNS', { SubscriptionArn: `${TopicArn}:a` })('Unsubscribe'),
  ];
};
