// What the three functions may do. Each right is written once: the roles and the boundary above them are made of it. The
// ARNs are arguments. In a role they are exact. In the boundary account and region are left open, so that its text is
// the same in every account.

import { allow, type Policy, policy, type Statement } from '../../aws/policy.ts';
import { mayEnd, mayEndNamed } from '../../patterns/end-bills.ts';
import { anywhere, joinNetwork, tellMissingFromForbidden, writeLogs } from '../../patterns/function-rights.ts';
import type { PartNames } from './names.ts';
import { WEB_PREFIX } from './web-prefix.ts';

/** ARNs. */
interface Grounds {
  readonly bucket: string;
  readonly queue: string;
  readonly topic: string;
  /** Of log groups, without ":*". */
  readonly logs: readonly string[];
}

export const workerRights = ({ bucket, queue, topic, logs }: Grounds): Policy =>
  policy(
    allow('ReadUploads', ['s3:GetObject', 's3:GetObjectVersion'], [`${bucket}/*`]),
    tellMissingFromForbidden(bucket),
    allow('TakeMessages', ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'], [queue]),
    allow('PublishResults', ['sns:Publish'], [topic]),
    writeLogs(...logs),
    joinNetwork,
  );

export const readerRights = ({ logs }: Pick<Grounds, 'logs'>): Policy => policy(writeLogs(...logs), joinNetwork);

/** ARNs. */
interface PageGrounds extends Omit<Grounds, 'topic'> {
  readonly reader: string;
  readonly deadLetters: string;
  /** Log group of the worker, without ":*". */
  readonly workerLog: string;
}

const pageStatements = ({ bucket, reader, queue, deadLetters, workerLog }: Omit<PageGrounds, 'logs'>): Statement[] => [
  // A link to send a file has the rights of who made it. Parts of an upload, and what is there of it already.
  allow(
    'TakeFiles',
    ['s3:PutObject', 's3:GetObject', 's3:AbortMultipartUpload', 's3:ListMultipartUploadParts'],
    [`${bucket}/${WEB_PREFIX}*`],
  ),
  allow('AskForRecords', ['lambda:InvokeFunction'], [reader]),
  allow('CountMessages', ['sqs:GetQueueUrl', 'sqs:GetQueueAttributes'], [queue, deadLetters]),
  // redrive, and the dead letters about a file
  allow(
    'GiveBackDeadLetters',
    [
      ...['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:ChangeMessageVisibility'],
      ...['sqs:StartMessageMoveTask', 'sqs:ListMessageMoveTasks'],
    ],
    [deadLetters],
  ),
  allow('Redrive', ['sqs:SendMessage'], [queue]),
  // CloudWatch Logs has checked both ARNs of a group over time.
  allow('ReadTheWorkersLog', ['logs:FilterLogEvents'], [workerLog, `${workerLog}:*`]),
  // CloudWatch has no narrower resource for it (Service Authorization Reference, CloudWatch).
  allow('SeeAlarms', ['cloudwatch:DescribeAlarms'], ['*']),
];

export const pageRights = ({ logs, ...grounds }: PageGrounds): Policy =>
  policy(...pageStatements(grounds), tellMissingFromForbidden(grounds.bucket), writeLogs(...logs));

/**
 * The most that any of the roles may ever do, whatever its policies say: the rights of the worker and of the page, with
 * the logs of all; and what a time limit may end. The reader has no right that the worker does not have.
 * @param names with OWN_ACCOUNT (patterns/function-rights.ts) for the account
 */
export function ceiling(names: PartNames): Policy {
  const log = (name: string) => anywhere('logs', `log-group:/aws/lambda/${name}`);
  const grounds = { bucket: `arn:aws:s3:::${names.bucket}`, queue: anywhere('sqs', names.queue) };
  const worker = workerRights({
    ...grounds,
    topic: anywhere('sns', names.topic),
    logs: [names.worker, names.reader, names.page].map(log),
  });
  const page = pageStatements({
    ...grounds,
    reader: anywhere('lambda', `function:${names.reader}`),
    deadLetters: anywhere('sqs', names.deadLetters),
    workerLog: log(names.worker),
  });
  const ends = [
    mayEnd('elasticache:DeleteReplicationGroup', anywhere('elasticache', `replicationgroup:${names.stack}`)),
    mayEndNamed(names.stack, 'DeleteVpcEndpoints', 'vpc-endpoint'),
  ];
  return policy(...worker.Statement, ...page, ...ends);
}
