// The stand-in for S3's CORS decides as S3's user guide says.

import { expect, test } from 'vitest';
import { corsAnswer } from './cors.ts';

const RULE = {
  AllowedOrigins: ['https://a.example', 'https://*.b.example'],
  AllowedMethods: ['PUT'],
  AllowedHeaders: ['Content-Type', 'x-amz-*'],
};
const asked = { origin: 'https://a.example', method: 'PUT', headers: ['content-type', 'x-amz-checksum-sha256'] };

test.each([
  ['all as the rule says', {}, true],
  ['a site of a pattern', { origin: 'https://x.b.example' }, true],
  ['another site', { origin: 'https://evil.example' }, false],
  ['the same site without TLS', { origin: 'http://a.example' }, false],
  ['another method', { method: 'DELETE' }, false],
  ['a header more', { headers: ['content-type', 'if-none-match'] }, false],
])('%s', (_, more, allowed) => {
  expect(corsAnswer([RULE], { ...asked, ...more }) !== undefined).toBe(allowed);
});

test('without rules nothing is allowed, and of several the first that fits answers', () => {
  expect(corsAnswer([], asked)).toBeUndefined();
  const other = { ...RULE, AllowedOrigins: ['https://c.example'] };
  const everybody = { AllowedOrigins: ['*'], AllowedMethods: ['PUT'], AllowedHeaders: ['*'] };
  expect(corsAnswer([other, everybody], asked)?.['access-control-allow-origin']).toBe('*');
});
