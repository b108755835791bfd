// What the function may do, each right written once: its role gives it, and the boundary above the role is made of it.
// Notice: the ARNs come from outside. In a role they are exact; in the boundary account and region are left open.

import { allow, type Policy, policy } from '../../aws/policy.ts';
import {
  anywhere,
  keepFailedEvents,
  OWN_ACCOUNT,
  tellMissingFromForbidden,
  writeLogs,
} from '../../patterns/function-rights.ts';
import type { PartNames } from './names.ts';

/** ARNs; that of the log group without ":*". */
interface Grounds {
  readonly bucket: string;
  readonly table: string;
  readonly failures: string;
  readonly logs: string;
}

export const writerRights = ({ bucket, table, failures, logs }: Grounds): Policy =>
  policy(
    allow('ReadUploads', ['s3:GetObject', 's3:GetObjectVersion'], [`${bucket}/*`]),
    tellMissingFromForbidden(bucket),
    allow('AddItems', ['dynamodb:PutItem'], [table]),
    keepFailedEvents(failures),
    writeLogs(logs),
  );

/** The most that the role may ever do, whatever its policies say. @param named the names of the parts in an account */
export const ceiling = (named: (account: string) => PartNames): Policy => {
  const { bucket, table, failures, writer } = named(OWN_ACCOUNT);
  return writerRights({
    bucket: `arn:aws:s3:::${bucket}`,
    table: anywhere('dynamodb', `table/${table}`),
    failures: anywhere('sqs', failures),
    logs: anywhere('logs', `log-group:/aws/lambda/${writer}`),
  });
};
