// The role of the vault's instance against AWS's rules: what its programs and the agent of Systems Manager call is allowed,
// and whoever steals its keys can delete nothing, replace nothing, and invite nobody.

import { expect, test } from 'vitest';
import { need } from '../../permissions/testing/call.ts';
import { allowed } from '../../permissions/testing/simulator.ts';
import { refuseReplacing } from '../../resources/s3/object-lock.ts';
import { instanceRights } from './instance-rights.ts';
import { partNames } from './names.ts';
import { boundaryPolicy } from './parts.ts';

const account = '111122223333';
const names = partNames('ada-dev-file-vault', account);
const logGroup = `arn:aws:logs:us-east-1:${account}:log-group:${names.logs}`;
const bucket = `arn:aws:s3:::${names.bucket}`;
const bootBucket = `arn:aws:s3:::${names.bootBucket}`;
const policy = instanceRights({ bucket, bootBucket, logs: logGroup });
const principal = `arn:aws:sts::${account}:assumed-role/${names.instance}/i-1`;
const may = (action: string, resource: string) => allowed(need(action, resource), { principal, policy });

test.each([
  ['s3:PutObject', `${bucket}/documents/1`],
  ['s3:PutObject', `${bucket}/journal/app-1/1-2.jsonl`],
  ['s3:GetObject', `${bucket}/documents/1`],
  ['s3:ListBucket', bucket],
  ['s3:GetObject', `${bootBucket}/boot/1.zip`],
  ['logs:CreateLogStream', `${logGroup}:log-stream:i-1/app`],
  ['logs:PutLogEvents', `${logGroup}:log-stream:i-1/app`],
  ['ssm:UpdateInstanceInformation', `arn:aws:ec2:us-east-1:${account}:instance/i-1`],
])('its programs may %s on %s', async (action, resource) => {
  expect(await may(action, resource)).toBe(true);
});

test.each([
  ['s3:DeleteObject', `${bucket}/documents/1`],
  ['s3:DeleteObjectVersion', `${bucket}/documents/1`],
  ['s3:BypassGovernanceRetention', `${bucket}/documents/1`],
  ['s3:PutObjectRetention', `${bucket}/documents/1`],
  ['s3:PutBucketPolicy', bucket],
  ['s3:PutObject', `${bucket}/elsewhere`],
  ['s3:PutObject', `${bootBucket}/boot/1.zip`],
  ['s3:PutObject', `${bootBucket}/boot/invitations.json`],
  ['s3:GetObject', `arn:aws:s3:::ada-dev-csv-lake-${account}/a.txt`],
  ['logs:DeleteLogGroup', logGroup],
  ['logs:DeleteLogStream', `${logGroup}:log-stream:i-1/app`],
  ['logs:GetLogEvents', `${logGroup}:log-stream:i-1/app`],
  ['ssm:GetParameter', `arn:aws:ssm:us-east-1:${account}:parameter${names.invitationKey}`],
  ['ec2:DetachVolume', `arn:aws:ec2:us-east-1:${account}:volume/vol-1`],
  ['iam:PassRole', `arn:aws:iam::${account}:role/${names.instance}`],
])('a thief with its keys may not %s on %s', async (action, resource) => {
  expect(await may(action, resource)).toBe(false);
});

test('the bucket itself refuses a put that could replace an object', async () => {
  const resourcePolicy = { Version: '2012-10-17', Statement: [refuseReplacing(bucket)] };
  const put = (context: Record<string, string>) =>
    allowed(need('s3:PutObject', `${bucket}/documents/1`, context), { principal, policy, resourcePolicy });
  expect([await put({ 's3:if-none-match': '*' }), await put({})]).toEqual([true, false]);
});

test('the boundary gives the same, what a time limit ends, and not more', () => {
  const actions = (one: { Statement: readonly { Action: readonly string[] }[] }) =>
    one.Statement.flatMap(({ Action }) => Action).sort();
  expect(actions(boundaryPolicy('ada-dev-file-vault'))).toEqual(
    [...actions(policy), 'ec2:DeleteVpcEndpoints', 'ec2:StopInstances'].sort(),
  );
});
