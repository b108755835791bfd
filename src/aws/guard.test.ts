// Which host names mean this machine. Names that only look local (127.0.0.1.example.com, localhost.evil) are refused.

import { expect, test } from 'vitest';
import { Problem } from '../engine/problems.ts';
import { isLoopback, refuseOtherHosts } from './guard.ts';

test.each(['127.0.0.1', '127.9.9.9', 'localhost', 'LOCALHOST', '::1', '[::1]'])('%s is this machine', (host) => {
  expect(isLoopback(host)).toBe(true);
  expect(() => refuseOtherHosts(host)).not.toThrow();
});

test.each([
  'sqs.us-east-1.amazonaws.com',
  'example.com',
  '127.0.0.1.example.com',
  '127.evil',
  'localhost.example.com',
  'xlocalhost',
  '10.0.0.1',
  '0.0.0.0',
  '169.254.169.254',
  '::2',
  '[::ffff:8.8.8.8]',
  '',
])('%j is not', (host) => {
  expect(isLoopback(host)).toBe(false);
  expect(() => refuseOtherHosts(host)).toThrow(Problem);
});

test('the refusal names the host and says how to use AWS', () => {
  expect(() => refuseOtherHosts('sqs.us-east-1.amazonaws.com')).toThrow(
    'A request to sqs.us-east-1.amazonaws.com was stopped: on the local cloud nothing may leave this machine.',
  );
});
