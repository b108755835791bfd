// What commands of the line counter ask for, beside the lives of its parts.

import type { Owned } from '../../aws/clients.ts';
import { may } from '../../aws/rights.ts';
import type { Right } from '../../engine/rights.ts';
import { deadLetterRights } from '../../operate/dead-letters/rights.ts';
import { leftoverRights } from '../../operate/leftovers/rights.ts';
import type { Settings } from '../../settings/settings.ts';
import { names, STACK } from './names.ts';
import { lineCounter } from './parts.ts';

function commandRights(cloud: Owned, settings: Settings): Right[] {
  const is = names(cloud, settings);
  const bucket = cloud.bucketArn(is.bucket);
  const queue = (name: string) => cloud.arn('sqs', name);
  const lambda = (name: string) => cloud.arn('lambda', `function:${name}`);
  return [
    // upload, trace: HeadObject is GetObject, the parts of an upload are PutObject (Service Authorization Reference, S3).
    may('s3', 'GetObject PutObject', `${bucket}/*`),
    // records, export, reconcile; a drill calls the worker itself, and takes its concurrency away.
    may('lambda', 'InvokeFunction', [lambda(is.reader), lambda(is.worker)]),
    may('lambda', 'DeleteFunctionConcurrency PutFunctionConcurrency', lambda(is.worker)),
    may(
      'logs',
      'FilterLogEvents',
      [is.worker, is.reader].map((name) => cloud.arn('logs', `log-group:/aws/lambda/${name}*`)),
    ),
    // dead-letters, redrive; reconcile and drills send to the queue as redrive does.
    ...deadLetterRights(queue(is.deadLetters), queue(is.queue)),
    may('sqs', 'DeleteMessage ReceiveMessage', queue(is.mailbox), { sid: 'DemoQueueMessages' }),
    may('lambda', 'GetAccountSettings', '*'), // doctor
    ...leftoverRights(cloud, [is.worker, is.reader], is.boundary),
  ];
}

/** All that asks for rights in the line counter: its policy is folded from it. */
export const ASKING = { stack: STACK, parts: lineCounter, commands: commandRights };
