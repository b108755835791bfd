// The parts of the line counter: names and settings only, no calls. provision/line-counter.ts says which part needs
// which.

import type { Owned } from '../../aws/clients.ts';
import { adoptedRoleName, LAB_CONCURRENCY } from '../../aws/lab.ts';
import { allowService, onlyOverTls, policy } from '../../aws/policy.ts';
import { boundaryPart } from '../../patterns/boundary.ts';
import { limitRole } from '../../patterns/end-bills.ts';
import { OWN_ACCOUNT } from '../../patterns/function-rights.ts';
import { mailboxQueue } from '../../patterns/mailbox.ts';
import { replicationGroup } from '../../resources/elasticache/replication-group.ts';
import { cacheSubnetGroup } from '../../resources/elasticache/subnet-group.ts';
import { eventSourceMapping } from '../../resources/lambda/event-source-mapping.ts';
import { type Bucket, s3Bucket } from '../../resources/s3/bucket.ts';
import { bucketNotifications } from '../../resources/s3/notifications.ts';
import { topicToEmail } from '../../resources/sns/email-subscription.ts';
import { snsTopic } from '../../resources/sns/topic.ts';
import { type Queue, sqsQueue } from '../../resources/sqs/queue.ts';
import { about } from './about.ts';
import { alarms } from './alarms/alarms.ts';
import { ceiling } from './function-rights.ts';
import { lineCounterFunctions, WORKER_TIMEOUT } from './functions.ts';
import { namesOf, partNames } from './names.ts';
import { lineCounterNetwork } from './network.ts';
import { PageContent } from './page/content.ts';
import { pageParts } from './page/parts.ts';
import type { LineCounterSettings } from './settings.ts';

/** The boundary of all roles, the same in every account. @param stack "ada-dev-line-counter" */
export const boundaryPolicy = (stack: string) => ceiling(partNames(stack, OWN_ACCOUNT));

export type LineCounter = ReturnType<typeof lineCounter>;

const BATCH_WINDOW = 1; // seconds

/** How messages reach the worker. Tested with backlogs of large files: worker/backlog.test.ts. */
export const DELIVERY = {
  // Small, because a receive counts for every message of a batch, and of large files only the first few get their turn.
  batchSize: 5,
  windowSeconds: BATCH_WINDOW,
  // Six times the function's time-out, and the window, so that no message is handled twice at once (Lambda developer
  // guide, "Using Lambda with Amazon SQS").
  visibilitySeconds: 6 * WORKER_TIMEOUT + BATCH_WINDOW,
  receivesAtMost: 5,
};

/** @param content what the page's function carries */
export function lineCounter(cloud: Owned, settings: LineCounterSettings, content = new PageContent()) {
  const names = namesOf(cloud, settings);
  const adopted = adoptedRoleName(cloud, settings);
  const arns = {
    bucket: cloud.bucketArn(names.bucket),
    queue: cloud.arn('sqs', names.queue),
    deadLetters: cloud.arn('sqs', names.deadLetters),
    topic: cloud.arn('sns', names.topic),
  };
  return {
    network: lineCounterNetwork(cloud, {
      name: names.stack,
      cidr: settings.VPC_CIDR,
      bucketArn: arns.bucket,
      topicArn: arns.topic,
      why: about.network,
    }),

    bucket: s3Bucket(cloud, {
      name: names.bucket,
      about: about.bucket,
      requestMetrics: settings.REQUEST_METRICS === 'on',
    }),
    deadLetters: sqsQueue<object>(cloud, {
      name: names.deadLetters,
      about: about.deadLetters,
      visibilitySeconds: 30,
      policy: policy(onlyOverTls('sqs:*', [arns.deadLetters])),
      acceptsFailuresOf: [arns.queue],
    }),
    queue: sqsQueue<{ deadLetters: Queue }>(cloud, {
      name: names.queue,
      about: about.queue,
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
    topic: snsTopic(cloud, {
      name: names.topic,
      about: about.topic,
      displayName: 'Ada Contabilidade',
    }),

    /** Not in the story, because the demo makes it. `down` removes it if a demo was killed. */
    mailbox: mailboxQueue(cloud, { name: names.mailbox, topicArn: arns.topic }),

    cacheSubnets: cacheSubnetGroup(cloud, {
      name: names.stack,
      about: about.cacheSubnets,
    }),
    cache: replicationGroup(cloud, {
      id: names.stack,
      description: `Records of ${names.stack}, made by sdk-scripts`,
      about: about.cache(settings.CACHE_ENGINE),
      engine: settings.CACHE_ENGINE,
      nodeType: settings.CACHE_NODE_TYPE,
    }),

    /** undefined where we use somebody else's role. */
    boundary: adopted
      ? undefined
      : boundaryPart(cloud, names.boundary, boundaryPolicy(names.stack), [
          ...[names.worker, names.reader, names.page, limitRole(names.stack)],
        ]),
    ...lineCounterFunctions(cloud, settings, names),

    queueToWorker: eventSourceMapping(cloud, {
      queueName: names.queue,
      functionName: names.worker,
      about: about.queueToWorker(DELIVERY.batchSize),
      batchSize: DELIVERY.batchSize,
      windowSeconds: DELIVERY.windowSeconds,
      maximumConcurrency: adopted ? LAB_CONCURRENCY : 5,
    }),
    bucketToQueue: bucketNotifications<{ bucket: Bucket; queue: Queue }>(cloud, {
      bucket: names.bucket,
      about: about.bucketToQueue,
      targets: [{ id: `${names.stack}-uploads`, queue: ({ queue }) => queue }],
    }),
    /** undefined without an address. */
    topicToEmail: settings.NOTIFY_EMAIL
      ? topicToEmail(cloud, {
          topicName: names.topic,
          address: settings.NOTIFY_EMAIL,
          about: about.topicToEmail,
        })
      : undefined,

    page: pageParts(cloud, settings, names, content),
    content,

    alarms: alarms(cloud, settings, names),
  };
}
