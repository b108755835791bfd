// Events for files whose own event was lost: in the form of S3's events, to the same queue.

import { SendMessageBatchCommand, type SendMessageBatchRequestEntry } from '@aws-sdk/client-sqs';
import type { Owned } from '../../../aws/clients.ts';
import { Interrupted, Problem } from '../../../engine/problems.ts';
import { until, wallClock } from '../../../engine/wait.ts';
import type { Unrecorded } from './compare.ts';

/** SQS takes at most ten messages in one call. Ten keys of 1,024 bytes are far below its limit of size. */
const A_BATCH = 10;
const IN_FLIGHT = 4;
/** Seconds in which SQS may refuse a message for a reason of its own. */
const PATIENCE = 30;

/** Sends one event for each file. @throws Problem when SQS does not take one */
export async function sendEvents(
  cloud: Owned,
  to: { readonly bucket: string; readonly queueUrl: string },
  files: readonly Unrecorded[],
  signal: AbortSignal,
): Promise<void> {
  const batches = Array.from({ length: Math.ceil(files.length / A_BATCH) }, (_, at) =>
    files.slice(at * A_BATCH, (at + 1) * A_BATCH),
  ).values();
  const runner = async () => {
    for (const batch of batches) {
      if (signal.aborted) throw new Interrupted();
      await send(
        cloud,
        to.queueUrl,
        batch.map((file, at) => ({ Id: String(at), MessageBody: uploadEvent(cloud, to.bucket, file) })),
        signal,
      );
    }
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, runner));
}

/** The answer may be 200 although SQS did not take some messages of the batch. */
async function send({ sqs }: Owned, QueueUrl: string, batch: SendMessageBatchRequestEntry[], signal: AbortSignal) {
  let left = batch;
  await until(
    wallClock(signal),
    { en: 'sending events to the queue', pt: 'mandando eventos para a fila' },
    PATIENCE,
    async () => {
      const { Failed = [] } = await sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries: left }));
      const fault = Failed.find(({ SenderFault }) => SenderFault);
      if (fault)
        throw new Problem(
          {
            en: `SQS did not take an event: ${fault.Code}: ${fault.Message}.`,
            pt: `O SQS não aceitou um evento: ${fault.Code}: ${fault.Message}.`,
          },
          { code: fault.Code },
        );
      left = left.filter(({ Id }) => Failed.some((failed) => failed.Id === Id));
      return left.length ? undefined : true;
    },
  );
}

/** As S3 writes it (S3 user guide, "Event message structure"): the key is encoded, with `+` for a blank. */
export function uploadEvent({ region, bucketArn }: Owned, bucket: string, file: Unrecorded): string {
  const { key, bytes, etag, versionId, sequencer, lastModified } = file;
  const object = {
    key: encodeURIComponent(key).replaceAll('%20', '+').replaceAll('%2F', '/'),
    size: bytes,
    eTag: etag,
    ...(versionId && { versionId }),
    sequencer,
  };
  const record = {
    ...{ eventVersion: '2.1', eventSource: 'aws:s3', awsRegion: region },
    ...{ eventTime: lastModified.toISOString(), eventName: 'ObjectCreated:Put' },
    s3: { configurationId: 'reconcile', bucket: { name: bucket, arn: bucketArn(bucket) }, object },
  };
  return JSON.stringify({ Records: [record] });
}
