// The records reader: it reads the cache for people outside its private network. It only reads, only one namespace, and
// its role may only write its own log.
//   { "op": "list", "limit": 100, "cursor": "…", "search": "…" } -> { "records": […], "total": n, "cursor": "…" }
//   { "op": "get", "objects": [{ "bucket": "b", "key": "k" }] } -> { "records": [… or null] }
//   { "op": "mails" }                                         -> { "mails": […] }
//   { "op": "ping" }                                          -> { "pong": true }

import { Logger } from '@aws-lambda-powertools/logger';
import { required, wholeNumber } from '../../../runtime/environment.ts';
import { connectToCache } from '../cache.ts';
import { cacheKeys } from '../cache-keys.ts';
import { recordsReader } from './answer.ts';

const logger = new Logger();
const cache = connectToCache({ host: required('CACHE_HOST'), port: wholeNumber('CACHE_PORT', 6379) }, (error) =>
  logger.error('the cache cannot be reached', { error }),
);

export const handler = recordsReader(cache, cacheKeys(required('NAMESPACE')));
