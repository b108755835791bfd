// The rights that the commands need besides those for the parts.

import type { Owned } from '../../aws/clients.ts';
import { may, tagged } from '../../aws/rights.ts';
import type { Right } from '../../engine/rights.ts';
import { instanceRights } from '../../resources/ec2/rights.ts';
import { namesOf } from './names.ts';
import type { FileVaultSettings } from './settings.ts';

export function commandRights(cloud: Owned, settings: FileVaultSettings): Right[] {
  const { bucket, bootBucket, mailbox } = namesOf(cloud, settings);
  const ours = { when: tagged('ResourceTag', cloud.tags) };
  const { partition, account, region } = cloud;
  const { ours: ourOwn, make } = instanceRights(cloud);
  return [
    // vault verify: the copies of the journal.
    may('s3', 'GetObject', `${cloud.bucketArn(bucket)}/journal/*`),
    // invite --revoke-all
    may('s3', 'PutObject', `${cloud.bucketArn(bootBucket)}/boot/invitations.json`),
    // vault open: a session to the instance, with the document that forwards a port, and its end.
    may('ssm', 'StartSession', cloud.arn('ec2', 'instance/*'), { ...ours, sid: 'OpenTheWay' }),
    may('ssm', 'StartSession', `arn:${partition}:ssm:${region}::document/AWS-StartPortForwardingSession`, {
      sid: 'ForwardAPort',
    }),
    may('ssm', 'ResumeSession TerminateSession', `arn:${partition}:ssm:*:${account}:session/\${aws:userid}-*`, {
      sid: 'OwnSessions',
    }),
    may('ssmmessages', 'OpenDataChannel', `arn:${partition}:ssm:*:${account}:session/\${aws:userid}-*`, {
      sid: 'OwnChannel',
    }),
    may('sqs', 'DeleteMessage ReceiveMessage', cloud.arn('sqs', mailbox), { sid: 'DrillQueueMessages' }),
    // vault snapshot, of our volume, with our tags.
    ourOwn('CreateSnapshot', 'volume'),
    ...make('CreateSnapshot', 'snapshot'),
  ];
}
