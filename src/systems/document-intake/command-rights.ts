// What commands of the document intake ask for, beside the lives of its parts.

import type { Owned } from '../../aws/clients.ts';
import { may } from '../../aws/rights.ts';
import type { Right } from '../../engine/rights.ts';
import { lookingRights } from '../../operate/dead-letters/rights.ts';
import { namesOf } from './names.ts';
import type { DocumentIntakeSettings } from './settings.ts';

export function commandRights(cloud: Owned, settings: DocumentIntakeSettings): Right[] {
  const { bucket, results, topic, reader, failures, mailbox } = namesOf(cloud, settings);
  return [
    // upload, demo: HeadObject is GetObject, the parts of an upload are PutObject (Service Authorization Reference, S3).
    may('s3', 'GetObject GetObjectTagging PutObject', `${cloud.bucketArn(bucket)}/*`),
    // records, export, demo
    may('s3', 'ListBucket', cloud.bucketArn(results)),
    may('s3', 'GetObject', `${cloud.bucketArn(results)}/*`),
    // status; the mailbox of the demo and of a drill
    may('sns', 'ListSubscriptionsByTopic Subscribe Unsubscribe', cloud.arn('sns', topic)),
    may('sqs', 'DeleteMessage ReceiveMessage', cloud.arn('sqs', mailbox)),
    // redrive gives a failed event to the function again. A drill takes the function's concurrency.
    may(
      'lambda',
      'DeleteFunctionConcurrency InvokeFunction PutFunctionConcurrency',
      cloud.arn('lambda', `function:${reader}`),
    ),
    lookingRights(cloud.arn('sqs', failures)),
  ];
}
