/**
 * The line counter's front door: settings from the environment, clients made once, and the work handed on.
 *
 * Notice that all of this stands outside the handler. Lambda runs it when an environment starts, and then calls
 * `handler` again and again with the same open connections.
 */

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

/** What Lambda tells every function; its credentials outlive the environment they are given to. */
function storeSettings() {
  const { AWS_ENDPOINT_URL_S3, AWS_ENDPOINT_URL, AWS_SESSION_TOKEN } = process.env;
  const credentials = {
    accessKeyId: required('AWS_ACCESS_KEY_ID'),
    secretAccessKey: required('AWS_SECRET_ACCESS_KEY'),
    sessionToken: AWS_SESSION_TOKEN,
  };
  return { region: required('AWS_REGION'), endpoint: AWS_ENDPOINT_URL_S3 || AWS_ENDPOINT_URL, credentials };
}
