// Ways to break the worker and its queue, shared by several drills. `up` finds and repairs each of them.

import { UpdateFunctionCodeCommand, UpdateFunctionConfigurationCommand } from '@aws-sdk/client-lambda';
import { GetQueueUrlCommand, SetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import { zipped } from '../../../aws/code/zip.ts';
import { unwatched } from '../../../engine/wait.ts';
import { breakByHand } from '../../../resources/breaks.ts';
import { findFunction, untilChanged } from '../../../resources/lambda/function-state.ts';
import type { Site } from './site.ts';

/** Replaces all of the worker's code. */
export async function replaceCode(site: Site, handler: string): Promise<void> {
  const { cloud, names } = site;
  const ZipFile = zipped({ 'index.js': `exports.handler = ${handler};` });
  await cloud.lambda.send(new UpdateFunctionCodeCommand({ FunctionName: names.worker, ZipFile }));
  await untilChanged(cloud, names.worker, unwatched(site.signal));
}

/** Lambda then ends an invocation after one second. */
export async function shortenTimeOut({ cloud, part, names, signal }: Site): Promise<void> {
  await breakByHand(cloud, part.worker.function, 'somebody shortens the time-out');
  await untilChanged(cloud, names.worker, unwatched(signal));
}

/** @returns a function that restores the old value */
export async function setVariable(site: Site, name: string, value: string): Promise<() => Promise<void>> {
  const { cloud, names } = site;
  const live = await findFunction(cloud, names.worker);
  const before = live?.settings.Environment?.Variables ?? {};
  const put = async (Variables: Record<string, string>) => {
    await cloud.lambda.send(
      new UpdateFunctionConfigurationCommand({ FunctionName: names.worker, Environment: { Variables } }),
    );
    await untilChanged(cloud, names.worker, unwatched(site.signal));
  };
  await put({ ...before, [name]: value });
  return () => put(before);
}

/** Seconds that a failed message stays hidden. Otherwise it returns after half an hour, and a drill is shorter. */
export async function comeBackAfter({ cloud, names }: Pick<Site, 'cloud' | 'names'>, seconds: number): Promise<void> {
  const { QueueUrl } = await cloud.sqs.send(new GetQueueUrlCommand({ QueueName: names.queue }));
  const Attributes = { VisibilityTimeout: String(seconds) };
  await cloud.sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes }));
}

/** For names that no earlier file had. */
let files = 0;
export const newKey = (what: string): string => {
  files += 1;
  return `${what}-${process.pid}-${files}.txt`;
};

/** An event as S3 sends it. One message may hold several events of one file. */
export function uploadEvent(
  { names }: Site,
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
