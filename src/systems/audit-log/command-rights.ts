// What commands of the audit log ask for, beside the lives of its parts.

import type { Owned } from '../../aws/clients.ts';
import { may } from '../../aws/rights.ts';
import type { Right } from '../../engine/rights.ts';
import { lookingRights } from '../../operate/dead-letters/rights.ts';
import { namesOf } from './names.ts';
import type { AuditLogSettings } from './settings.ts';

export function commandRights(cloud: Owned, settings: AuditLogSettings): Right[] {
  const { bucket, table, writer, failures, mailbox } = namesOf(cloud, settings);
  const tableArn = cloud.arn('dynamodb', `table/${table}`);
  return [
    // upload, demo: HeadObject is GetObject, the parts of an upload are PutObject (Service Authorization Reference, S3).
    may('s3', 'GetObject PutObject', `${cloud.bucketArn(bucket)}/*`),
    // records, export, status
    may('dynamodb', 'Query Scan', tableArn),
    may('dynamodb', 'Query', `${tableArn}/index/*`, { sid: 'ByDay' }),
    // redrive gives a failed event to the function again; the demo repeats one. A drill takes the function's concurrency.
    may(
      'lambda',
      'DeleteFunctionConcurrency InvokeFunction PutFunctionConcurrency',
      cloud.arn('lambda', `function:${writer}`),
    ),
    may('sqs', 'DeleteMessage ReceiveMessage', cloud.arn('sqs', mailbox), { sid: 'DrillQueueMessages' }),
    lookingRights(cloud.arn('sqs', failures)),
  ];
}
