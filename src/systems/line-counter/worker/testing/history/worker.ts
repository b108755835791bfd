// The real worker, with a scheduler between it and the outside. Objects come from a fake S3, mails go to the model, and
// a pause between mails passes only when the history says so. The cache is real, with its scripts.

import type { Redis } from 'ioredis';
import type { CacheKeys } from '../../../cache-keys.ts';
import { silentTelemetry } from '../../../testing/cache.ts';
import { lineCounter } from '../../batch.ts';
import { type Judgement, Ledger } from '../../ledger.ts';
import { TURN } from '../../mail-slot.lua.ts';
import { MailSlot } from '../../mail-slot.ts';
import type { Upload } from '../../message.ts';
import type { FakeS3 } from '../fake-s3.ts';
import type { Model } from './model.ts';
import type { Life, Scheduler } from './scheduler.ts';

export interface Surroundings {
  scheduler: Scheduler;
  cache: Redis;
  keys: CacheKeys;
  fakeS3: FakeS3;
  model: Model;
}

/** The handler of one invocation. A mail names at most three results, so that several mails are needed. */
export function workerIn({ scheduler, cache, keys, fakeS3, model }: Surroundings, life: Life) {
  const { telemetry } = silentTelemetry();
  telemetry.judged = (upload: Upload, { record }: Judgement) => record && model.counted(upload);
  telemetry.unreadable = ({ messageId }) => model.counted({ sequencer: messageId });
  const guarded = cacheOf({ scheduler, cache, model }, life);

  async function publish(_subject: string, body: string) {
    try {
      return await scheduler.pass(life, 'publish', async () => model.mailed(life, body));
    } catch (error) {
      model.unanswered(life);
      throw error;
    }
  }
  return lineCounter({
    s3: { open: (upload, signal) => scheduler.pass(life, 'store', () => fakeS3.open(upload, signal)) },
    publish,
    ledger: new Ledger(guarded, keys),
    mailSlot: new MailSlot(guarded, keys, { most: 3 }),
    pause: () => scheduler.pass(life, 'pause', () => cache.hset(keys.mailSlot, 'next', 0)),
    telemetry,
    namespace: 'n',
    maxBytes: 1e9,
    language: 'pt',
  });
}

/** The two cache commands of the worker, each through the scheduler. The turn after a mail reports that it was sent. */
function cacheOf({ scheduler, cache, model }: Pick<Surroundings, 'scheduler' | 'cache' | 'model'>, life: Life): Redis {
  const run = async (...args: Parameters<Redis['eval']>) => {
    const answer = await cache.eval(...args);
    if (args[0] === TURN) model.noted(life);
    return answer;
  };
  return {
    eval: (...args: Parameters<Redis['eval']>) => scheduler.pass(life, 'cache', () => run(...args)),
    hgetall: (key: string) => scheduler.pass(life, 'cache', () => cache.hgetall(key)),
  } as unknown as Redis;
}
