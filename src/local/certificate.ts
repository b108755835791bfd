// The certificate of the local cache. Functions use TLS here too, because ElastiCache uses TLS.
// One self-signed certificate is both the server's and the authority that clients trust (`ca.pem`). It is valid for
// this machine's loopback address only. Its private key stays in the home, and only its owner can read it.

import { X509Certificate } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import type { Place } from './place.ts';
import { writeWhole } from './whole-file.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const GOOD_FOR_DAYS = 365;
const RENEWED_BELOW_DAYS = 30;

/** Makes `ca.pem` and `key.pem`, unless they exist and are valid for 30 more days. */
export async function ensureCertificate({ ca, key }: Place): Promise<'made' | 'kept'> {
  if (existsSync(key) && daysLeft(ca) >= RENEWED_BELOW_DAYS) return 'kept';
  const { generate } = await import('selfsigned'); // large, and needed once a year
  const made = await generate([{ name: 'commonName', value: 'Local cloud cache' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    notAfterDate: new Date(Date.now() + GOOD_FOR_DAYS * DAY_MS),
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', digitalSignature: true, keyCertSign: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      {
        name: 'subjectAltName',
        altNames: [
          { type: 7, ip: '127.0.0.1' },
          { type: 2, value: 'localhost' },
        ],
      },
    ],
  });
  writeWhole(key, made.private, 0o600);
  writeWhole(ca, made.cert, 0o644);
  return 'made';
}

/** Days until the certificate ends; minus infinity when there is no readable one. */
function daysLeft(file: string): number {
  try {
    return (Date.parse(new X509Certificate(readFileSync(file)).validTo) - Date.now()) / DAY_MS;
  } catch {
    return Number.NEGATIVE_INFINITY;
  }
}
