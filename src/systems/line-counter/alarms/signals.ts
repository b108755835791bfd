// Every number that shows the state of the system, in the order in which a file passes it. Alarms and dashboards use
// them. AWS makes those that begin with "AWS/", free of charge. The worker writes ten of its own, as embedded metrics
// in its log. CloudWatch bills each combination of dimensions as a metric, so those ten have one dimension.

import { metricsOf, type Statistic } from '../../../patterns/alarms/row.ts';
import { ALL_REQUESTS } from '../../../resources/s3/bucket-settings.ts';
import type { PartNames } from '../names.ts';

/** The worker's own metrics (worker/telemetry.ts). The first ten of an account are free. */
export const OWN_METRICS = [
  'FilesCounted',
  'LinesCounted',
  'BytesRead',
  'PermanentFailures',
  'Repeats',
  'MessagesReturned',
  'UploadToRecordSeconds',
  'ResultsMailed',
  'MailWaitSeconds',
  'TimeLeftSeconds',
] as const;
/** The page's own metrics (page/telemetry.ts). It reports them only when something went wrong, so they are nearly free. */
export const PAGE_METRICS = ['RequestsFailed', 'RefusedSignIns'] as const;
export type OwnMetric = (typeof OWN_METRICS)[number];

/** ElastiCache's names for the member of a group with one node, and for that node. */
const memberOf = (group: string) => ({ CacheClusterId: `${group}-001`, CacheNodeId: '0001' });

export type Signals = ReturnType<typeof signals>;

export function signals(names: PartNames) {
  const requests = metricsOf('AWS/S3', { BucketName: names.bucket, FilterId: ALL_REQUESTS });
  const queue = metricsOf('AWS/SQS', { QueueName: names.queue });
  const deadLetters = metricsOf('AWS/SQS', { QueueName: names.deadLetters });
  const worker = metricsOf('AWS/Lambda', { FunctionName: names.worker });
  const cache = metricsOf('AWS/ElastiCache', memberOf(names.stack));
  const topic = metricsOf('AWS/SNS', { TopicName: names.topic });
  const ours = metricsOf(names.stack, { service: 'line-counter' });
  const page = metricsOf('AWS/Lambda', { FunctionName: names.page });
  const pages = metricsOf(names.stack, { service: 'page' });
  const ofPage = (metric: (typeof PAGE_METRICS)[number]) => pages(metric, 'Sum');
  const own = (metric: OwnMetric, statistic: Statistic) => ours(metric, statistic);

  return {
    refused: requests('4xxErrors', 'Sum'),
    heads: requests('HeadRequests', 'Sum'),
    failing: requests('5xxErrors', 'Sum'),

    pageVisits: page('Invocations', 'Sum'),
    pageErrors: page('Errors', 'Sum'),
    pageDuration: page('Duration', 'p95'),
    pageFailed: ofPage('RequestsFailed'),
    pageRefused: ofPage('RefusedSignIns'),

    sent: queue('NumberOfMessagesSent', 'Sum'),
    visible: queue('ApproximateNumberOfMessagesVisible', 'Maximum'),
    inFlight: queue('ApproximateNumberOfMessagesNotVisible', 'Maximum'),
    deleted: queue('NumberOfMessagesDeleted', 'Sum'),
    age: queue('ApproximateAgeOfOldestMessage', 'Maximum'),
    dead: deadLetters('ApproximateNumberOfMessagesVisible', 'Maximum'),

    invocations: worker('Invocations', 'Sum'),
    errors: worker('Errors', 'Sum'),
    throttles: worker('Throttles', 'Sum'),
    duration: worker('Duration', 'Maximum'),
    timeLeft: own('TimeLeftSeconds', 'Minimum'),
    returned: own('MessagesReturned', 'Sum'),

    cpu: cache('EngineCPUUtilization', 'Average'),
    memory: cache('DatabaseMemoryUsagePercentage', 'Maximum'),
    connections: cache('CurrConnections', 'Maximum'),
    evictions: cache('Evictions', 'Sum'),

    counted: own('FilesCounted', 'Sum'),
    lines: own('LinesCounted', 'Sum'),
    bytes: own('BytesRead', 'Sum'),
    failures: own('PermanentFailures', 'Sum'),
    repeats: own('Repeats', 'Sum'),
    uploadToRecord: own('UploadToRecordSeconds', 'p95'),

    mailed: own('ResultsMailed', 'Sum'),
    mailWait: own('MailWaitSeconds', 'Maximum'),
    delivered: topic('NumberOfNotificationsDelivered', 'Sum'),
    undelivered: topic('NumberOfNotificationsFailed', 'Sum'),
  };
}
