// Ways to break the worker and its queue, shared by several drills. `up` finds and repairs each of them.

import { GetQueueUrlCommand, SetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import type { LineCounterSite } from './site.ts';

/** Seconds that a failed message stays hidden. Otherwise it returns after half an hour, and a drill is shorter. */
export async function comeBackAfter(
  { cloud, names }: Pick<LineCounterSite, 'cloud' | 'names'>,
  seconds: number,
): Promise<void> {
  const { QueueUrl } = await cloud.sqs.send(new GetQueueUrlCommand({ QueueName: names.queue }));
  const Attributes = { VisibilityTimeout: String(seconds) };
  await cloud.sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes }));
}

/** An event as S3 sends it. One message may hold several events of one file. */
export function uploadEvent(
  { names }: Pick<LineCounterSite, 'names'>,
  key: string,
  { at = new Date(), sequencer = '0', times = 1 } = {},
): string {
  const object = { key: encodeURIComponent(key), size: 9, sequencer };
  const event = {
    ...{ eventVersion: '2.1', eventSource: 'aws:s3', eventName: 'ObjectCreated:Put', eventTime: at.toISOString() },
    s3: { bucket: { name: names.bucket, arn: `arn:aws:s3:::${names.bucket}` }, object },
  };
  return JSON.stringify({ Records: Array.from({ length: times }, () => event) });
}
