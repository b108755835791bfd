// The two functions of the line counter, each with its log, its role and what it knows.

import type { Owned } from '../../aws/clients.ts';
import { bundle } from '../../aws/code/bundle.ts';
import { adoptedRoleName } from '../../aws/lab.ts';
import type { ReplicationGroup } from '../../resources/elasticache/find-replication-group.ts';
import { adoptedRole } from '../../resources/iam/existing-role.ts';
import { iamRole, type RoleSettings, type UnderBoundary } from '../../resources/iam/role.ts';
import { functionEnvironment } from '../../resources/lambda/environment.ts';
import { lambdaFunction } from '../../resources/lambda/function.ts';
import type { LambdaFunction } from '../../resources/lambda/function-state.ts';
import { type LogGroup, logGroup } from '../../resources/logs/log-group.ts';
import type { Bucket } from '../../resources/s3/bucket.ts';
import type { Topic } from '../../resources/sns/topic.ts';
import type { Queue } from '../../resources/sqs/queue.ts';
import { readerRights, workerRights } from './function-rights.ts';
import type { Names } from './names.ts';
import type { LineCounterSettings } from './settings.ts';

/** Seconds after which an invocation of the worker is ended: at about 75 MB/s, files of 21 GB can be read in it. */
export const WORKER_TIMEOUT = 300;

export function functionParts(cloud: Owned, settings: LineCounterSettings, is: Names) {
  const logsOf = (functionName: string) =>
    logGroup(cloud, { name: `/aws/lambda/${functionName}`, retentionDays: settings.LOG_RETENTION_DAYS });
  const telemetry = (service: string) => ({
    POWERTOOLS_SERVICE_NAME: service,
    POWERTOOLS_METRICS_NAMESPACE: is.stack,
    POWERTOOLS_LOG_LEVEL: 'INFO',
  });

  const adopted = adoptedRoleName(cloud, settings);
  const role = <Needs extends UnderBoundary>(ours: RoleSettings<Needs>) =>
    adopted ? adoptedRole<Needs>(cloud, { name: adopted, user: ours.name }) : iamRole(cloud, ours);

  return {
    workerLogs: logsOf(is.worker),
    workerRole: role<UnderBoundary & { bucket: Bucket; queue: Queue; topic: Topic; logs: LogGroup }>({
      name: is.worker,
      service: 'lambda.amazonaws.com',
      why: 'The worker reads uploads, takes messages, publishes results, writes its log, and nothing else.',
      policy: ({ bucket, queue, topic, logs }) =>
        workerRights({ bucket: bucket.arn, queue: queue.arn, topic: topic.arn, logs: [logs.arn] }),
    }),
    worker: lambdaFunction(cloud, {
      name: is.worker,
      description: 'Counts the lines of each uploaded file',
      why: 'It runs only when there is a message, and many at once when there are many.',
      code: bundle('src/systems/line-counter/worker/handler.ts'),
      timeoutSeconds: WORKER_TIMEOUT,
      memoryMegabytes: 512,
    }),
    workerEnvironment: functionEnvironment<{ worker: LambdaFunction; cache: ReplicationGroup; topic: Topic }>(cloud, {
      name: is.worker,
      variables: ({ cache, topic }) => ({
        ...cacheAt(cache),
        NAMESPACE: is.namespace,
        TOPIC_ARN: topic.arn,
        ANNOUNCE_LANGUAGE: settings.NOTIFY_LANGUAGE,
        ...telemetry('line-counter'),
      }),
    }),

    readerLogs: logsOf(is.reader),
    readerRole: role<UnderBoundary & { logs: LogGroup }>({
      name: is.reader,
      service: 'lambda.amazonaws.com',
      why: 'The reader writes its log and nothing else: the cache asks for no IAM right, only for the way through the network.',
      policy: ({ logs }) => readerRights({ logs: [logs.arn] }),
    }),
    reader: lambdaFunction(cloud, {
      name: is.reader,
      description: 'Reads the records out of the cache',
      why: 'The cache is private in its VPC; people read it through this function.',
      code: bundle('src/systems/line-counter/reader/handler.ts'),
      timeoutSeconds: 15,
      memoryMegabytes: 256,
    }),
    readerEnvironment: functionEnvironment<{ worker: LambdaFunction; cache: ReplicationGroup }>(cloud, {
      name: is.reader,
      variables: ({ cache }) => ({
        ...cacheAt(cache),
        NAMESPACE: is.namespace,
        ...telemetry('records-reader'),
      }),
    }),
  };
}

const cacheAt = ({ host, port }: ReplicationGroup) => ({
  CACHE_HOST: String(host),
  CACHE_PORT: String(port),
});
