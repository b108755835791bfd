// Where a command works: contradictions are refused, and credentials of `.env` reach the SDK.

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, inject, test, vi } from 'vitest';
import { readSettings } from '../settings/settings.ts';
import { adviceFor } from './advice.ts';
import { openTarget, timeLeft } from './target.ts';

const { endpoint } = inject('cloud');
const wish = { settings: readSettings({}), stack: 'audit-log', say: () => {} };
afterEach(() => vi.unstubAllEnvs());

test.each([
  ['http://198.51.100.7:4566', 'AWS_ENDPOINT_URL points to 198.51.100.7, which is not this machine.'],
  ['not an address', 'AWS_ENDPOINT_URL is not an address: not an address.'],
  ['localhost:4566', 'AWS_ENDPOINT_URL has no http:// in front: localhost:4566.'],
  ['127.0.0.1:4566', 'AWS_ENDPOINT_URL has no http:// in front: 127.0.0.1:4566.'],
  ['localhost', 'AWS_ENDPOINT_URL has no http:// in front: localhost.'],
  ['ftp://localhost:4566', 'AWS_ENDPOINT_URL must begin with http:// or https://, not with ftp://.'],
  ['file:///etc/hosts', 'AWS_ENDPOINT_URL must begin with http:// or https://, not with file://.'],
  ['example.com:4566', 'AWS_ENDPOINT_URL points to example.com, which is not this machine.'],
])('an emulator at %s is refused', async (emulator, sentence) => {
  await expect(openTarget({ ...wish, aws: false, env: { AWS_ENDPOINT_URL: emulator } })).rejects.toThrow(sentence);
});

test('an emulator on this machine is accepted, with the local account and our tags', async () => {
  const cloud = await openTarget({ ...wish, aws: false, env: { AWS_ENDPOINT_URL: endpoint } });
  expect(cloud).toMatchObject({ local: true, account: '000000000000', tags: { stack: 'audit-log' } });
  cloud.close();
});

test('AWS is asked with the credentials of `.env`', async () => {
  const seen: string[] = [];
  const server = createServer((request, response) => {
    seen.push(String(request.headers['x-amz-security-token']));
    response
      .writeHead(403)
      .end('<ErrorResponse><Error><Code>ExpiredToken</Code><Message>old</Message></Error></ErrorResponse>');
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as AddressInfo;
  vi.stubEnv('AWS_ENDPOINT_URL_STS', `http://127.0.0.1:${port}`);
  for (const name of ['AWS_PROFILE', 'AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN'])
    vi.stubEnv(name, '');
  const env = { AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE', AWS_SECRET_ACCESS_KEY: 'example', AWS_SESSION_TOKEN: 'from-dot-env' };
  await expect(openTarget({ ...wish, aws: true, env })).rejects.toMatchObject({
    message: expect.stringMatching(/Could not find out which AWS account/),
    next: { en: expect.stringMatching(/credentials have expired/) },
  });
  expect(seen).toEqual(['from-dot-env']);
  server.close();
});

test('STS gives one answer for a region that is not enabled and for wrong keys, so both are named', () => {
  const refused = Object.assign(new Error('The security token included in the request is invalid.'), {
    name: 'InvalidClientTokenId',
  });
  expect(adviceFor(refused)?.en).toMatch(/does not know these credentials.*or the region is not enabled.*AWS Regions/);
});

test('how long credentials last is shown before the long wait, when they say so', () => {
  const now = Date.UTC(2026, 0, 1);
  expect(timeLeft({ lab: true, expiration: new Date(now + 11_520_000) }, now).en).toBe(
    '\nCredentials last 3 h 12 min more.',
  );
  expect(timeLeft({ lab: true, expiration: undefined }, now).en).toMatch(/Learner Lab.*four hours/);
  expect(timeLeft({ lab: false, expiration: undefined }, now).en).toBe('');
});
