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
  readonly results: string;
  readonly topic: string;
  readonly failures: string;
  readonly logs: string;
}

export const readerRights = ({ bucket, results, topic, failures, logs }: Grounds): Policy =>
  policy(
    allow('ReadDocuments', ['s3:GetObject', 's3:GetObjectVersion'], [`${bucket}/*`]),
    allow(
      'TagDocuments',
      ['s3:GetObjectTagging', 's3:GetObjectVersionTagging', 's3:PutObjectTagging', 's3:PutObjectVersionTagging'],
      [`${bucket}/*`],
    ),
    tellMissingFromForbidden(bucket, results),
    allow('KeepResults', ['s3:GetObject', 's3:PutObject', 's3:DeleteObject'], [`${results}/*`]),
    allow('PublishResults', ['sns:Publish'], [topic]),
    keepFailedEvents(failures),
    writeLogs(logs),
  );

/** The most that the role may ever do, whatever its policies say. @param named the names of the parts in an account */
export const ceiling = (named: (account: string) => PartNames): Policy => {
  const { bucket, results, topic, failures, reader } = named(OWN_ACCOUNT);
  return readerRights({
    bucket: `arn:aws:s3:::${bucket}`,
    results: `arn:aws:s3:::${results}`,
    topic: anywhere('sns', topic),
    failures: anywhere('sqs', failures),
    logs: anywhere('logs', `log-group:/aws/lambda/${reader}`),
  });
};
