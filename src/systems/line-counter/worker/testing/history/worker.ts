/**
 * The real worker, with a gate between it and everything outside.
 *
 * Notice what is not real: objects come from a shelf, mails go to the model, and a pause between mails is a word. The
 * cache is the real one, with its scripts.
 */
import type { Redis } from 'ioredis';
import type { CacheKeys } from '../../../cache-keys.ts';
import { silentTelemetry } from '../../../testing/cache.ts';
import { lineCounter } from '../../batch.ts';
import { type Judgement, Ledger } from '../../ledger.ts';
import { TURN } from '../../mail-slot.lua.ts';
import { MailSlot } from '../../mail-slot.ts';
import type { Upload } from '../../message.ts';
import type { Shelf } from '../shelf.ts';
import type { Gate, Life } from './gate.ts';
import type { Model } from './model.ts';

export interface Surroundings {
  gate: Gate;
  cache: Redis;
  keys: CacheKeys;
  shelf: Shelf;
  model: Model;
}

/** The handler as one invocation sees it. A mail names at most three results, so that several are needed. */
export function workerIn({ gate, cache, keys, shelf, model }: Surroundings, life: Life) {
  const { telemetry } = silentTelemetry();
  telemetry.judged = (upload: Upload, { record }: Judgement) => record && model.counted(upload);
  telemetry.unreadable = ({ messageId }) => model.counted({ sequencer: messageId });
  const guarded = cacheOf({ gate, cache, model }, life);

  async function publish(_subject: string, body: string) {
    try {
      return await gate.pass(life, 'publish', async () => model.mailed(life, body));
    } catch (error) {
      model.unanswered(life);
      throw error;
    }
  }
  return lineCounter({
    s3: { open: (upload, signal) => gate.pass(life, 'store', () => shelf.open(upload, signal)) },
    publish,
    ledger: new Ledger(guarded, keys),
    mailSlot: new MailSlot(guarded, keys, { most: 3 }),
    pause: () => gate.pass(life, 'pause', () => cache.hset(keys.mailSlot, 'next', 0)),
    telemetry,
    namespace: 'n',
    maxBytes: 1e9,
    language: 'pt',
  });
}

/** The two commands that the worker uses, each by way of the gate. The turn after a mail says that it went out. */
function cacheOf({ gate, cache, model }: Pick<Surroundings, 'gate' | 'cache' | 'model'>, life: Life): Redis {
  const run = async (...args: Parameters<Redis['eval']>) => {
    const answer = await cache.eval(...args);
    if (args[0] === TURN) model.noted(life);
    return answer;
  };
  return {
    eval: (...args: Parameters<Redis['eval']>) => gate.pass(life, 'cache', () => run(...args)),
    hgetall: (key: string) => gate.pass(life, 'cache', () => cache.hgetall(key)),
  } as unknown as Redis;
}
