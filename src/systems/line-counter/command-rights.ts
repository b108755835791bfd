// Rights that the commands of the line counter need, besides those for its parts.

import type { Owned } from '../../aws/clients.ts';
import { may } from '../../aws/rights.ts';
import type { Right } from '../../engine/rights.ts';
import { deadLetterRights } from '../../operate/dead-letters/rights.ts';
import { namesOf } from './names.ts';
import type { LineCounterSettings } from './settings.ts';

export function commandRights(cloud: Owned, settings: LineCounterSettings): Right[] {
  const names = namesOf(cloud, settings);
  const queue = (name: string) => cloud.arn('sqs', name);
  const lambda = (name: string) => cloud.arn('lambda', `function:${name}`);
  return [
    // upload, trace: HeadObject needs GetObject, the parts of an upload need PutObject (Service Authorization
    // Reference, S3).
    may('s3', 'GetObject PutObject', `${cloud.bucketArn(names.bucket)}/*`),
    // records, export, reconcile. A drill calls the worker and the page itself, and changes the worker's concurrency.
    may('lambda', 'InvokeFunction', [names.reader, names.worker, names.page].map(lambda)),
    may('lambda', 'DeleteFunctionConcurrency PutFunctionConcurrency', lambda(names.worker)),
    // dead-letters, redrive. reconcile and drills send to the queue as redrive does.
    ...deadLetterRights(queue(names.deadLetters), queue(names.queue)),
    may('sqs', 'DeleteMessage ReceiveMessage', queue(names.mailbox), { sid: 'DemoQueueMessages' }),
  ];
}
