// What commands of the lake ask for, beside the lives of its parts.

import type { Owned } from '../../aws/clients.ts';
import { may } from '../../aws/rights.ts';
import type { Right } from '../../engine/rights.ts';
import { lookingRights } from '../../operate/dead-letters/rights.ts';
import { namesOf } from './names.ts';
import { FILES } from './record.ts';
import type { CsvLakeSettings } from './settings.ts';

export function commandRights(cloud: Owned, settings: CsvLakeSettings): Right[] {
  const { bucket, table, converter, failures, database, mailbox } = namesOf(cloud, settings);
  const tableArn = cloud.arn('dynamodb', `table/${table}`);
  return [
    // upload, demo: HeadObject is GetObject, the parts of an upload are PutObject (Service Authorization Reference, S3).
    may('s3', 'GetObject PutObject', `${cloud.bucketArn(bucket)}/*`),
    // records, export, status; the demo reads rows too
    may('dynamodb', 'GetItem Query', tableArn),
    may('dynamodb', 'Query', `${tableArn}/index/${FILES}`, { sid: 'Files' }),
    // query, demo; redrive gives a failed event to the function again. A drill takes the function's concurrency.
    may(
      'lambda',
      'DeleteFunctionConcurrency InvokeFunction PutFunctionConcurrency',
      cloud.arn('lambda', `function:${converter}`),
    ),
    may('rds', 'StopDBInstance', cloud.arn('rds', `db:${database}`), { sid: 'DrillDatabase' }),
    may('sqs', 'DeleteMessage ReceiveMessage', cloud.arn('sqs', mailbox), { sid: 'DrillQueueMessages' }),
    lookingRights(cloud.arn('sqs', failures)),
  ];
}
