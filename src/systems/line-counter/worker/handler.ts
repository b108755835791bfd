// The entry point of the worker: it reads the settings from the environment, makes the clients once, and passes the
// work on. All this is outside the handler, because Lambda runs it once for each environment and then calls `handler`
// many times with the same open connections.

import { oneOf, required, wholeNumber } from '../../../runtime/environment.ts';
import { connectToCache } from '../cache.ts';
import { cacheKeys } from '../cache-keys.ts';
import { lineCounter } from './batch.ts';
import { Ledger } from './ledger.ts';
import { MailSlot } from './mail-slot.ts';
import { publisher } from './publish.ts';
import { ObjectStore } from './s3-reading/object-store.ts';
import { Telemetry } from './telemetry.ts';

/** The largest object S3 can hold, in bytes: 10,000 parts of 5 GiB (S3 User Guide, "Multipart upload limits"). */
const LARGEST_OBJECT = 10_000 * 5 * 1024 ** 3;

const telemetry = new Telemetry();
const namespace = required('NAMESPACE');
const cache = connectToCache({ host: required('CACHE_HOST'), port: wholeNumber('CACHE_PORT', 6379) }, (error) =>
  telemetry.trouble('the cache cannot be reached', error),
);

export const handler = lineCounter({
  s3: new ObjectStore(storeSettings()),
  publish: publisher(required('TOPIC_ARN')),
  ledger: new Ledger(cache, cacheKeys(namespace)),
  mailSlot: new MailSlot(cache, cacheKeys(namespace)),
  telemetry,
  namespace,
  maxBytes: wholeNumber('MAX_BYTES', LARGEST_OBJECT),
  language: oneOf('ANNOUNCE_LANGUAGE', ['pt', 'en']),
});

/** Lambda sets these variables for every function. The credentials are valid longer than their environment lives. */
function storeSettings() {
  const { AWS_ENDPOINT_URL_S3, AWS_ENDPOINT_URL, AWS_SESSION_TOKEN } = process.env;
  const credentials = {
    accessKeyId: required('AWS_ACCESS_KEY_ID'),
    secretAccessKey: required('AWS_SECRET_ACCESS_KEY'),
    sessionToken: AWS_SESSION_TOKEN,
  };
  return { region: required('AWS_REGION'), endpoint: AWS_ENDPOINT_URL_S3 || AWS_ENDPOINT_URL, credentials };
}
