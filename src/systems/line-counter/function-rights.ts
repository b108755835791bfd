// What the two functions may do. Each right is written once: the roles and the boundary above both are made of it. The
// ARNs are arguments. In a role they are exact. In the boundary account and region are left open, so that its text is
// the same in every account.

import { allow, type Policy, policy } from '../../aws/policy.ts';
import { anywhere, joinNetwork, tellMissingFromForbidden, writeLogs } from '../../patterns/function-rights.ts';
import type { PartNames } from './names.ts';

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

/**
 * The most that either role may ever do, whatever its policies say: the worker's rights, with the logs of both. The
 * reader has no right that the worker does not have.
 * @param names with OWN_ACCOUNT (patterns/function-rights.ts) for the account
 */
export function ceiling(names: PartNames): Policy {
  return workerRights({
    bucket: `arn:aws:s3:::${names.bucket}`,
    queue: anywhere('sqs', names.queue),
    topic: anywhere('sns', names.topic),
    logs: [names.worker, names.reader].map((name) => anywhere('logs', `log-group:/aws/lambda/${name}`)),
  });
}
