// The parts of the line counter: names and settings only, no calls. What leans on what is told in provision/line-counter.ts.

import type { Owned } from '../aws.ts';
import { bundle } from '../bundle.ts';
import { type Settings, stackName } from '../config.ts';
import { allow, allowService, onlyOverTls, policy, type Statement } from '../policy.ts';
import { bucketToQueue } from '../resources/bucket-to-queue.ts';
import { cacheSubnetGroup } from '../resources/cache-subnet-group.ts';
import type { ReplicationGroup } from '../resources/find-replication-group.ts';
import { functionEnvironment } from '../resources/function-environment.ts';
import type { LambdaFunction } from '../resources/function-state.ts';
import { iamRole } from '../resources/iam-role.ts';
import { lambdaFunction } from '../resources/lambda-function.ts';
import { type LogGroup, logGroup } from '../resources/log-group.ts';
import { queueToFunction } from '../resources/queue-to-function.ts';
import { replicationGroup } from '../resources/replication-group.ts';
import { type Bucket, s3Bucket } from '../resources/s3-bucket.ts';
import { snsTopic, type Topic } from '../resources/sns-topic.ts';
import { type Queue, sqsQueue } from '../resources/sqs-queue.ts';
import { topicToEmail } from '../resources/topic-to-email.ts';
import { networkParts } from './network.ts';

export const STACK = 'line-counter';

/** Names that commands need without asking AWS. */
export function names({ account }: { account: string }, settings: Settings) {
  const name = stackName(settings, STACK);
  return {
    stack: name,
    bucket: `${name}-${account}`,
    queue: `${name}-jobs`,
    deadLetters: `${name}-dead-letters`,
    topic: `${name}-results`,
    worker: `${name}-worker`,
    reader: `${name}-records-reader`,
    /** What every key in the cache begins with. */
    namespace: `${settings.PROJECT}:${settings.STAGE}:${STACK}`,
  };
}

export type LineCounter = ReturnType<typeof lineCounter>;

const WORKER_TIMEOUT = 60; // seconds
const BATCH_WINDOW = 1; // seconds

export function lineCounter(cloud: Owned, settings: Settings) {
  const is = names(cloud, settings);
  const arns = {
    bucket: cloud.bucketArn(is.bucket),
    queue: cloud.arn('sqs', is.queue),
    deadLetters: cloud.arn('sqs', is.deadLetters),
    topic: cloud.arn('sns', is.topic),
  };
  const logsOf = (functionName: string) =>
    logGroup(cloud, { name: `/aws/lambda/${functionName}`, retentionDays: settings.LOG_RETENTION_DAYS });
  const telemetry = (service: string) => ({
    POWERTOOLS_SERVICE_NAME: service,
    POWERTOOLS_METRICS_NAMESPACE: is.stack,
    POWERTOOLS_LOG_LEVEL: 'INFO',
  });

  return {
    network: networkParts(cloud, {
      name: is.stack,
      cidr: settings.VPC_CIDR,
      bucketArn: arns.bucket,
      topicArn: arns.topic,
    }),

    bucket: s3Bucket(cloud, { name: is.bucket }),
    deadLetters: sqsQueue<object>(cloud, {
      name: is.deadLetters,
      about: {
        what: 'Where a message goes that failed five times.',
        why: 'Nothing is lost: it waits here for 14 days until somebody has looked.',
        cost: 'free at rest',
        console: 'SQS > Queues',
      },
      visibilitySeconds: 30,
      policy: policy(onlyOverTls('sqs:*', [arns.deadLetters])),
      acceptsFailuresOf: [arns.queue],
    }),
    queue: sqsQueue<{ deadLetters: Queue }>(cloud, {
      name: is.queue,
      about: {
        what: 'The waiting room between S3 and the function.',
        why: 'A thousand uploads at once, or a cache that is down for an hour: messages wait, none is lost.',
        cost: 'free at rest; the first million requests of a month are free',
        console: 'SQS > Queues',
      },
      // Six times the function's time-out and the window, so that no message is worked on twice at once (Lambda developer guide, "Using Lambda with Amazon SQS").
      visibilitySeconds: 6 * WORKER_TIMEOUT + BATCH_WINDOW,
      policy: policy(
        onlyOverTls('sqs:*', [arns.queue]),
        allowService('UploadsOfOurBucket', 's3.amazonaws.com', 'sqs:SendMessage', arns.queue, {
          arn: arns.bucket,
          account: cloud.account,
        }),
      ),
      receivesAtMost: 5,
    }),
    topic: snsTopic(cloud, { name: is.topic, displayName: 'Ada Contabilidade' }),

    cacheSubnets: cacheSubnetGroup(cloud, { name: is.stack }),
    cache: replicationGroup(cloud, {
      id: is.stack,
      description: 'File names and numbers of lines',
      nodeType: settings.CACHE_NODE_TYPE,
    }),

    workerLogs: logsOf(is.worker),
    workerRole: iamRole<{ bucket: Bucket; queue: Queue; topic: Topic; logs: LogGroup }>(cloud, {
      name: is.worker,
      service: 'lambda.amazonaws.com',
      why: 'The worker reads uploads, takes messages, publishes results, writes its log, and nothing else.',
      policy: ({ bucket, queue, topic, logs }) =>
        policy(
          allow('ReadUploads', ['s3:GetObject', 's3:GetObjectVersion'], [`${bucket.arn}/*`]),
          // Without it S3 answers 403, not 404, for a file that is gone (S3 API reference, GetObject).
          allow('TellMissingFromForbidden', ['s3:ListBucket'], [bucket.arn]),
          allow('TakeMessages', ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'], [queue.arn]),
          allow('PublishResults', ['sns:Publish'], [topic.arn]),
          writeLogs(logs),
          joinNetwork,
        ),
    }),
    worker: lambdaFunction(cloud, {
      name: is.worker,
      description: 'Counts the lines of each uploaded file',
      why: 'It runs only when there is a message, and many at once when there are many.',
      code: bundle('src/handlers/line-counter/handler.ts'),
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
        ...telemetry(STACK),
      }),
    }),

    readerLogs: logsOf(is.reader),
    readerRole: iamRole<{ logs: LogGroup }>(cloud, {
      name: is.reader,
      service: 'lambda.amazonaws.com',
      why: 'The reader writes its log and nothing else: the cache asks for no IAM right, only for the way through the network.',
      policy: ({ logs }) => policy(writeLogs(logs), joinNetwork),
    }),
    reader: lambdaFunction(cloud, {
      name: is.reader,
      description: 'Reads the records out of the cache',
      why: 'The cache is private in its VPC; people read it through this function.',
      code: bundle('src/handlers/records-reader/handler.ts'),
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

    queueToWorker: queueToFunction(cloud, {
      queueName: is.queue,
      functionName: is.worker,
      batchSize: 10,
      windowSeconds: BATCH_WINDOW,
      maximumConcurrency: 5,
    }),
    bucketToQueue: bucketToQueue(cloud, { bucket: is.bucket, id: `${is.stack}-uploads` }),
    /** Without an address nobody is subscribed. */
    topicToEmail: settings.NOTIFY_EMAIL
      ? topicToEmail(cloud, { topicName: is.topic, address: settings.NOTIFY_EMAIL })
      : undefined,
  };
}

const cacheAt = ({ host, port }: ReplicationGroup) => ({
  CACHE_HOST: String(host),
  CACHE_PORT: String(port),
});

/** No CreateLogGroup: the group is there before the function, and must not come back after `down`. */
const writeLogs = (logs: LogGroup): Statement =>
  allow('WriteLog', ['logs:CreateLogStream', 'logs:PutLogEvents'], [`${logs.arn}:*`]);

/** EC2 knows no narrower resource for these (Lambda developer guide, "Giving Lambda functions access to resources in an Amazon VPC"). */
const joinNetwork: Statement = allow(
  'JoinTheNetwork',
  [
    'ec2:CreateNetworkInterface',
    'ec2:DescribeNetworkInterfaces',
    'ec2:DescribeSubnets',
    'ec2:DeleteNetworkInterface',
    'ec2:AssignPrivateIpAddresses',
    'ec2:UnassignPrivateIpAddresses',
  ],
  ['*'],
);
