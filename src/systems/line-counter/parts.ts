// The parts of the line counter: names and settings only, no calls. What leans on what is told in provision/line-counter.ts.

import type { Owned } from '../../aws/clients.ts';
import { adoptedRoleName, LAB_CONCURRENCY } from '../../aws/lab.ts';
import { allowService, onlyOverTls, policy } from '../../aws/policy.ts';
import { watchParts } from '../../patterns/alarms/parts.ts';
import { networkParts } from '../../patterns/private-network.ts';
import { replicationGroup } from '../../resources/elasticache/replication-group.ts';
import { cacheSubnetGroup } from '../../resources/elasticache/subnet-group.ts';
import { queueToFunction } from '../../resources/lambda/event-source-mapping.ts';
import { s3Bucket } from '../../resources/s3/bucket.ts';
import { bucketToQueue } from '../../resources/s3/notifications.ts';
import { topicToEmail } from '../../resources/sns/email-subscription.ts';
import { snsTopic } from '../../resources/sns/topic.ts';
import { type Queue, sqsQueue } from '../../resources/sqs/queue.ts';
import { boundaryPart } from './boundary.ts';
import { ceiling, OWN_ACCOUNT } from './function-rights.ts';
import { functionParts, WORKER_TIMEOUT } from './functions.ts';
import { mailboxQueue } from './mailbox.ts';
import { names, partNames } from './names.ts';
import type { LineCounterSettings } from './settings.ts';

/** The boundary of both roles, the same in every account. @param stack "ada-dev-line-counter" */
export const boundaryPolicy = (stack: string) => ceiling(partNames(stack, OWN_ACCOUNT));

export type LineCounter = ReturnType<typeof lineCounter>;

const BATCH_WINDOW = 1; // seconds

/** How messages come to the worker. Played with backlogs of large files: src/systems/line-counter/worker/backlog.test.ts. */
export const DELIVERY = {
  // Small, because of a batch of large files only the first few have their turn, and a receive counts for all of them.
  batchSize: 5,
  windowSeconds: BATCH_WINDOW,
  // Six times the function's time-out and the window, so that no message is worked on twice at once (Lambda developer guide, "Using Lambda with Amazon SQS").
  visibilitySeconds: 6 * WORKER_TIMEOUT + BATCH_WINDOW,
  receivesAtMost: 5,
};

export function lineCounter(cloud: Owned, settings: LineCounterSettings) {
  const is = names(cloud, settings);
  const adopted = adoptedRoleName(cloud, settings);
  const arns = {
    bucket: cloud.bucketArn(is.bucket),
    queue: cloud.arn('sqs', is.queue),
    deadLetters: cloud.arn('sqs', is.deadLetters),
    topic: cloud.arn('sns', is.topic),
  };
  return {
    network: networkParts(cloud, {
      name: is.stack,
      cidr: settings.VPC_CIDR,
      bucketArn: arns.bucket,
      topicArn: arns.topic,
    }),

    bucket: s3Bucket(cloud, { name: is.bucket, requestMetrics: settings.REQUEST_METRICS === 'on' }),
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
      visibilitySeconds: DELIVERY.visibilitySeconds,
      policy: policy(
        onlyOverTls('sqs:*', [arns.queue]),
        allowService('UploadsOfOurBucket', 's3.amazonaws.com', 'sqs:SendMessage', arns.queue, {
          arn: arns.bucket,
          account: cloud.account,
        }),
      ),
      receivesAtMost: DELIVERY.receivesAtMost,
    }),
    topic: snsTopic(cloud, { name: is.topic, displayName: 'Ada Contabilidade' }),

    /** Not in the story: the demo opens it, and `down` takes it away should a demo have been killed. */
    mailbox: mailboxQueue(cloud, { name: is.mailbox, topicArn: arns.topic }),

    cacheSubnets: cacheSubnetGroup(cloud, { name: is.stack }),
    cache: replicationGroup(cloud, {
      id: is.stack,
      description: `Records of ${is.stack}, made by sdk-scripts`,
      engine: settings.CACHE_ENGINE,
      nodeType: settings.CACHE_NODE_TYPE,
    }),

    /** None where somebody else's role takes the place of ours. */
    boundary: adopted ? undefined : boundaryPart(cloud, is.boundary, boundaryPolicy(is.stack), [is.worker, is.reader]),
    ...functionParts(cloud, settings, is),

    queueToWorker: queueToFunction(cloud, {
      queueName: is.queue,
      functionName: is.worker,
      batchSize: DELIVERY.batchSize,
      windowSeconds: DELIVERY.windowSeconds,
      maximumConcurrency: adopted ? LAB_CONCURRENCY : 5,
    }),
    bucketToQueue: bucketToQueue(cloud, { bucket: is.bucket, id: `${is.stack}-uploads` }),
    /** Without an address nobody is subscribed. */
    topicToEmail: settings.NOTIFY_EMAIL
      ? topicToEmail(cloud, { topicName: is.topic, address: settings.NOTIFY_EMAIL })
      : undefined,

    watch: watchParts(cloud, settings, is),
  };
}
