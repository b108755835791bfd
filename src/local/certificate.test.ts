// The cache's certificate: valid for the loopback address, kept, and renewed in time. The test changes the time.

import { X509Certificate } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { expect, test, vi } from 'vitest';
import { ensureCertificate } from './certificate.ts';
import { placeOf } from './place.ts';
import { temporaryFolder } from './private-cloud.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

test('it is made once and renewed when fewer than 30 days are left', async () => {
  const place = placeOf(temporaryFolder());
  expect(await ensureCertificate(place)).toBe('made');
  const first = new X509Certificate(readFileSync(place.ca));
  expect(first.checkIP('127.0.0.1')).toBe('127.0.0.1');
  expect(first.checkHost('localhost')).toBe('localhost');
  expect(statSync(place.key).mode & 0o777).toBe(0o600);
  expect(await ensureCertificate(place)).toBe('kept');

  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 334 * DAY_MS });
  expect(await ensureCertificate(place)).toBe('kept');
  vi.setSystemTime(Date.now() + 2 * DAY_MS);
  expect(await ensureCertificate(place)).toBe('made');
  vi.useRealTimers();
  expect(new X509Certificate(readFileSync(place.ca)).fingerprint).not.toBe(first.fingerprint);
});
