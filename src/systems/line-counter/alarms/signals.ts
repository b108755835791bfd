// Every number that tells how the system is, in the order of a file's way; alarms and dashboards take theirs from here.
// Notice who makes them: AWS the ones that begin with "AWS/", free of charge; the worker ten of its own, as embedded
// metrics in its log. CloudWatch bills each combination of dimensions as a metric, so those ten have one dimension.

import { ALL_REQUESTS } from '../../../resources/s3/bucket-settings.ts';
import type { PartNames } from '../names.ts';

export type Statistic = 'Sum' | 'Average' | 'Maximum' | 'Minimum' | 'SampleCount' | 'p95';

export interface Signal {
  readonly namespace: string;
  readonly metric: string;
  readonly dimensions: Readonly<Record<string, string>>;
  /** The statistic that makes sense of it, as a rule. */
  readonly statistic: Statistic;
  /** What one unit of its value is: "messages", "seconds". */
  readonly unit: string;
}

/** The worker's own metrics (src/systems/line-counter/worker/telemetry.ts); the first ten of an account are free. */
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
export type OwnMetric = (typeof OWN_METRICS)[number];

/** A replication group of one node: ElastiCache calls the member so, and its node. */
const memberOf = (group: string) => ({ CacheClusterId: `${group}-001`, CacheNodeId: '0001' });

export type Signals = ReturnType<typeof signals>;

export function signals(is: PartNames) {
  const of =
    (namespace: string, dimensions: Record<string, string>) =>
    (metric: string, statistic: Statistic, unit: string): Signal => ({
      namespace,
      metric,
      dimensions,
      statistic,
      unit,
    });
  const requests = of('AWS/S3', { BucketName: is.bucket, FilterId: ALL_REQUESTS });
  const queue = of('AWS/SQS', { QueueName: is.queue });
  const deadLetters = of('AWS/SQS', { QueueName: is.deadLetters });
  const worker = of('AWS/Lambda', { FunctionName: is.worker });
  const cache = of('AWS/ElastiCache', memberOf(is.stack));
  const topic = of('AWS/SNS', { TopicName: is.topic });
  const ours = of(is.stack, { service: 'line-counter' });
  const own = (metric: OwnMetric, statistic: Statistic, unit: string) => ours(metric, statistic, unit);

  return {
    refused: requests('4xxErrors', 'Sum', 'requests'),
    heads: requests('HeadRequests', 'Sum', 'requests'),
    failing: requests('5xxErrors', 'Sum', 'requests'),

    sent: queue('NumberOfMessagesSent', 'Sum', 'messages'),
    visible: queue('ApproximateNumberOfMessagesVisible', 'Maximum', 'messages'),
    inFlight: queue('ApproximateNumberOfMessagesNotVisible', 'Maximum', 'messages'),
    deleted: queue('NumberOfMessagesDeleted', 'Sum', 'messages'),
    age: queue('ApproximateAgeOfOldestMessage', 'Maximum', 'seconds'),
    dead: deadLetters('ApproximateNumberOfMessagesVisible', 'Maximum', 'messages'),

    invocations: worker('Invocations', 'Sum', 'invocations'),
    errors: worker('Errors', 'Sum', 'invocations'),
    throttles: worker('Throttles', 'Sum', 'invocations'),
    duration: worker('Duration', 'Maximum', 'milliseconds'),
    timeLeft: own('TimeLeftSeconds', 'Minimum', 'seconds'),
    returned: own('MessagesReturned', 'Sum', 'messages'),

    cpu: cache('EngineCPUUtilization', 'Average', 'percent'),
    memory: cache('DatabaseMemoryUsagePercentage', 'Maximum', 'percent'),
    connections: cache('CurrConnections', 'Maximum', 'connections'),
    evictions: cache('Evictions', 'Sum', 'keys'),

    counted: own('FilesCounted', 'Sum', 'files'),
    lines: own('LinesCounted', 'Sum', 'lines'),
    bytes: own('BytesRead', 'Sum', 'bytes'),
    failures: own('PermanentFailures', 'Sum', 'files'),
    repeats: own('Repeats', 'Sum', 'events'),
    uploadToRecord: own('UploadToRecordSeconds', 'p95', 'seconds'),

    mailed: own('ResultsMailed', 'Sum', 'results'),
    mailWait: own('MailWaitSeconds', 'Maximum', 'seconds'),
    delivered: topic('NumberOfNotificationsDelivered', 'Sum', 'mails'),
    undelivered: topic('NumberOfNotificationsFailed', 'Sum', 'mails'),
  };
}
