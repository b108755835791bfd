// Policies are short to write. They mean the same in each form in which AWS gives them back.

import { expect, test } from 'vitest';
import { same } from '../engine/drift.ts';
import { allow, allowService, onlyOverTls, policy, trust } from './policy.ts';

const QUEUE = 'arn:aws:sqs:us-east-1:123456789012:jobs';

test('a policy is a version and its statements', () => {
  expect(policy(allow('Read', ['s3:GetObject'], ['arn:aws:s3:::b/*']))).toEqual({
    Version: '2012-10-17',
    Statement: [{ Sid: 'Read', Effect: 'Allow', Action: ['s3:GetObject'], Resource: ['arn:aws:s3:::b/*'] }],
  });
});

test('only over TLS denies everybody who does not use TLS', () => {
  expect(onlyOverTls('sqs:*', [QUEUE])).toMatchObject({
    Effect: 'Deny',
    Principal: '*',
    Condition: { Bool: { 'aws:SecureTransport': 'false' } },
  });
});

test('a service may act for one source of one account only', () => {
  const from = { arn: 'arn:aws:s3:::b', account: '123456789012' };
  expect(allowService('Uploads', 's3.amazonaws.com', 'sqs:SendMessage', QUEUE, from)).toMatchObject({
    Effect: 'Allow',
    Principal: { Service: 's3.amazonaws.com' },
    Condition: { ArnLike: { 'aws:SourceArn': from.arn }, StringEquals: { 'aws:SourceAccount': from.account } },
  });
});

test('a policy means the same when AWS gives it back as text, reordered, with lists of one unpacked', () => {
  const ours = policy(onlyOverTls('sqs:*', [QUEUE]), allow('Read', ['a', 'b'], [QUEUE]));
  const theirs = {
    Statement: [
      { Resource: QUEUE, Action: ['b', 'a'], Effect: 'Allow', Sid: 'Read' },
      { ...onlyOverTls('sqs:*', [QUEUE]), Action: 'sqs:*', Resource: QUEUE },
    ],
    Version: '2012-10-17',
  };
  expect(same(JSON.stringify(theirs), ours)).toBe(true);
  expect(same(JSON.stringify(theirs).replace('Deny', 'Allow'), ours)).toBe(false);
});

test('a role is assumed by one service', () => {
  expect(trust('lambda.amazonaws.com')).toMatchObject({
    Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: ['sts:AssumeRole'] }],
  });
});
