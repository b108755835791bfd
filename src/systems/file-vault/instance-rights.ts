// What the instance may do: add to the backup, read it, fetch its programs, write its log, and answer Systems Manager. It can
// delete nothing and replace nothing: the bucket refuses a second object under a key.

import { allow, type Policy, policy, type Statement } from '../../aws/policy.ts';
import { mayEndNamed } from '../../patterns/end-bills.ts';
import { anywhere, OWN_ACCOUNT, tellMissingFromForbidden, writeLogs } from '../../patterns/function-rights.ts';
import type { PartNames } from './names.ts';

/** ARNs; that of the log group without ":*". */
interface Grounds {
  readonly bucket: string;
  readonly bootBucket: string;
  readonly logs: string;
}

const PREFIXES = ['documents', 'journal'];

export const SESSION_CHANNELS = [
  'ssmmessages:CreateControlChannel',
  'ssmmessages:CreateDataChannel',
  'ssmmessages:OpenControlChannel',
  'ssmmessages:OpenDataChannel',
];

/** CloudWatch names a log group in two ways, and has checked both; the local cloud checks the one without ":*". */
const writeItsLog = (logs: string): Statement => {
  const statement = writeLogs(logs);
  return { ...statement, Resource: [logs, ...statement.Resource] };
};

/** The least that the agent needs for a session (Systems Manager user guide, "ec2messages, ssmmessages and other calls"). */
const answerSystemsManager: Statement = allow(
  'AnswerSystemsManager',
  ['ssm:UpdateInstanceInformation', ...SESSION_CHANNELS],
  ['*'],
);

export const instanceRights = ({ bucket, bootBucket, logs }: Grounds): Policy =>
  policy(
    allow(
      'AddToTheBackup',
      ['s3:GetObject', 's3:PutObject'],
      PREFIXES.map((prefix) => `${bucket}/${prefix}/*`),
    ),
    tellMissingFromForbidden(bucket),
    allow('FetchPrograms', ['s3:GetObject'], [`${bootBucket}/boot/*`]),
    writeItsLog(logs),
    answerSystemsManager,
  );

/** The most that a role may ever do, whatever its policies say: that of the instance, and that of a time limit. */
export const ceiling = (named: (account: string) => PartNames): Policy => {
  const { stack, bucket, bootBucket, logs } = named(OWN_ACCOUNT);
  const { Statement } = instanceRights({
    bucket: `arn:aws:s3:::${bucket}`,
    bootBucket: `arn:aws:s3:::${bootBucket}`,
    logs: anywhere('logs', `log-group:${logs}`),
  });
  const ends = [
    mayEndNamed(stack, 'StopInstances', 'instance'),
    mayEndNamed(stack, 'DeleteVpcEndpoints', 'vpc-endpoint'),
  ];
  return policy(...Statement, ...ends);
};
