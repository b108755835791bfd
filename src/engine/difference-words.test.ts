// The words for a difference. A dangerous change shows what was opened, and to whom.

import { expect, test } from 'vitest';
import { describeDifference } from './difference-words.ts';

const allow = { Effect: 'Allow', Principal: '*', Action: 'sqs:*', Resource: '*' };
const tls = { Sid: 'OnlyOverTls', Effect: 'Deny', Principal: '*', Action: ['sqs:*'], Resource: ['q'] };
const document = (...Statement: object[]) => JSON.stringify({ Version: '2012-10-17', Statement });
const block = { BlockPublicAcls: true, IgnorePublicAcls: true };

test.each<[field: string, live: unknown, wanted: unknown, said: string]>([
  ['VisibilityTimeout', '30', 360, 'VisibilityTimeout 30 -> 360'],
  ['Status', undefined, 'Enabled', 'Status none -> Enabled'],
  ['Enabled', false, true, 'Enabled false -> true'],
  ['Arn', 'x'.repeat(25), 'y', 'Arn'],
  ['ingress', ['tcp 22 0.0.0.0/0'], [], 'ingress + tcp 22 0.0.0.0/0'],
  ['ingress', ['tcp 22 ::/0', 'tcp 1 sg-1'], ['tcp 1 sg-1', 'tcp 2 sg-2'], 'ingress + tcp 22 ::/0 - tcp 2 sg-2'],
  ['egress', undefined, ['tcp 443 pl-1'], 'egress - tcp 443 pl-1'],
  ['Block', { ...block, BlockPublicAcls: false }, block, 'Block BlockPublicAcls false -> true'],
  ['Block', undefined, block, 'Block BlockPublicAcls none -> true, IgnorePublicAcls none -> true'],
  ['Policy', document(allow, tls), document(tls), 'Policy + Allow * sqs:*'],
  ['Policy', document({ ...allow, Condition: { Bool: {} } }), '', 'Policy + Allow * sqs:* (on a condition)'],
  ['Policy', undefined, document(tls), 'Policy - OnlyOverTls: Deny * sqs:*'],
  ['Policy', document({ ...tls, Effect: 'Allow' }), document(tls), 'Policy OnlyOverTls Effect Allow -> Deny'],
  ['Policy', { Statement: { ...allow, Principal: { AWS: ['1', '2'] } } }, '', 'Policy + Allow 1 2 sqs:*'],
  [
    'policies',
    { ours: document(tls), more: document({ Effect: 'Allow', NotAction: 'iam:*', Resource: ['*'] }) },
    { ours: document(tls) },
    'policies more + Allow all but iam:* on *',
  ],
  ['Lifecycle', [{ ID: 'all', Expiration: { Days: 1 } }], [{ ID: 'tidy' }], 'Lifecycle + all - tidy'],
  [
    'Lifecycle',
    [{ ID: 'all', Expiration: { Days: 1 } }],
    [{ ID: 'all', Expiration: { Days: 7 } }],
    'Lifecycle all Expiration Days 1 -> 7',
  ],
  ['Metrics', [{ Id: 'm1' }, { Id: 'm2' }], [{ Id: 'm1' }], 'Metrics + m2'],
  ['Rules', [{ a: 1 }], [{ a: 2 }], 'Rules'],
  ['Text', '{not json', { a: 1 }, 'Text a none -> 1'],
  ['Ids', ['a', 'b', 'c', 'd', 'e'], [], 'Ids + a + b + c and 2 more'],
  ['Ids', ['x'.repeat(90)], [], `Ids + ${'x'.repeat(59)}…`],
])('%s, live %j, declared %j: %s', (field, live, wanted, said) => {
  expect(describeDifference({ field, live, wanted })).toBe(said);
});

test('a difference may bring its own words', () => {
  expect(describeDifference({ field: 'twins', live: ['a'], wanted: [], shown: 'a twin is there: a' })).toBe(
    'a twin is there: a',
  );
});
