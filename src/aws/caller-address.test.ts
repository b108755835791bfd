// The address of this machine: asked of AWS only when the cloud is AWS, and every odd answer names the setting.

import { expect, test } from 'vitest';
import { callerAddress } from './caller-address.ts';

const answering =
  (text: string, status = 200) =>
  async () =>
    new Response(text, { status });
const aws = { endpoint: undefined };

test('is the one that AWS sees, as a range of one', async () => {
  expect(await callerAddress(aws, 'X', answering('203.0.113.7\n'))).toBe('203.0.113.7/32');
});

test('a local cloud is reached from this machine, and nobody is asked', async () => {
  const nobody = () => {
    throw new Error('asked');
  };
  expect(await callerAddress({ endpoint: 'http://127.0.0.1:4566' }, 'X', nobody)).toBe('127.0.0.1/32');
});

test.each([
  ['an error page', answering('<html>busy</html>', 503)],
  ['an IPv6 address', answering('2001:db8::7')],
  ['no answer', () => Promise.reject(new Error('getaddrinfo ENOTFOUND'))],
])('%s names the setting that helps', async (_, ask) => {
  await expect(callerAddress(aws, 'GRAFANA_CIDR', ask)).rejects.toMatchObject({
    next: { en: expect.stringContaining('Set GRAFANA_CIDR in .env') },
  });
});
