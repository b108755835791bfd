/**
 * A small world around the real worker: a queue, a shelf of objects, a topic, and the real cache with its scripts.
 *
 * Notice that time passes only when the history says so. Pauses between mails, leases and the visibility of messages
 * end by a word, not by waiting.
 */
import { randomUUID } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import type { Context, SQSEvent } from 'aws-lambda';
import type { Redis } from 'ioredis';
import { cacheKeys, nameOf } from '../../cache-keys.ts';
import { fromHash } from '../../record.ts';
import { silentTelemetry } from '../../testing.ts';
import { lineCounter } from '../batch.ts';
import { type Judgement, Ledger } from '../ledger.ts';
import { TURN } from '../mail-slot.lua.ts';
import { MailSlot } from '../mail-slot.ts';
import type { Upload } from '../message.ts';
import { Shelf, VERSIONED } from '../shelf.ts';
import type { Action, History, Planned } from './action.ts';
import { type Gate, Life } from './gate.ts';
import { Model } from './model.ts';

const ENVIRONMENTS = 3;
/** maxReceiveCount of the queue: after so many a message is a dead letter. */
const RECEIVES = 5;

interface Message {
  messageId: string;
  body: string;
  receives: number;
}

export class World {
  readonly #gate: Gate;
  readonly #cache: Redis;
  readonly #keys = cacheKeys(`test:${randomUUID()}`);
  readonly #shelf = new Shelf();
  readonly model = new Model();
  #queue: Message[] = [];
  #invisible: Message[] = [];
  #dead: Message[] = [];
  #messages = 0;
  readonly #lives = new Set<Life>();
  readonly #checks: Promise<void>[] = [];

  /** @param cache a connection by way of the line that the gate cuts */
  constructor(gate: Gate, cache: Redis) {
    this.#gate = gate;
    this.#cache = cache;
  }

  async live(history: History): Promise<void> {
    for (const action of history) await this.#act(action);
  }

  async #act(action: Action): Promise<void> {
    if (action.do === 'put') return this.#put(action);
    if (action.do === 'remove') {
      const { bucket, key } = place(action);
      this.#shelf.remove(bucket, key);
      return this.model.removed(bucket, key);
    }
    if (action.do === 'junk') return this.#junk(action.poison);
    if (action.do === 'deliver') return this.deliver(action.picks, action.faults);
    if (action.do === 'minutes') return this.minutes();
    for (const pick of action.picks) await this.step(pick);
  }

  #put(action: { key: number; versioned: boolean; copies: number }) {
    const { bucket, key } = place(action);
    const lines = this.model.writes.length + 2;
    const record = this.#shelf.put(bucket, key, lines);
    this.model.put({ bucket, key, lines, sequencer: record.s3.object.sequencer, uploadedAt: record.eventTime });
    for (let copy = 0; copy < action.copies; copy += 1) this.#send({ Records: [record] });
  }

  #junk(poison: boolean) {
    if (!poison) return this.#send({ Service: 'Amazon S3', Event: 's3:TestEvent' });
    const key = `junk-${this.model.junk.length}`;
    this.model.junk.push(key);
    return this.#send({
      Records: [{ eventName: 'ObjectCreated:Put', s3: { bucket: { name: 'b' }, object: { key } } }],
    });
  }

  #send(body: object) {
    this.#messages += 1;
    this.#queue.push({ messageId: `m${this.#messages}`, body: JSON.stringify(body), receives: 0 });
  }

  /** An invocation begins, if an environment is free and a message is there. */
  deliver(picks: number[], faults: Planned[] = []) {
    if (this.#lives.size >= ENVIRONMENTS || this.#queue.length === 0) return;
    const batch = picks.flatMap((pick) => this.#queue.splice(pick % Math.max(1, this.#queue.length), 1));
    for (const message of batch) message.receives += 1;
    const Records = batch.map(({ messageId, body, receives }) => ({
      messageId,
      body,
      attributes: { SentTimestamp: '1735689600000', ApproximateReceiveCount: String(receives) },
    }));

    const life = new Life(faults);
    this.#lives.add(life);
    const context = { getRemainingTimeInMillis: () => life.timeLeft } as Context;
    const answer = this.#worker(life)({ Records } as SQSEvent, context);
    const ended = Promise.race([answer, life.death]).then((how) => {
      this.#lives.delete(life);
      if (how === 'died') this.#invisible.push(...batch);
      else this.#sort(batch, new Set(how.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier)));
    });
    ended.catch((error) => this.#checks.push(Promise.reject(error)));
  }

  #worker(life: Life) {
    const { telemetry } = silentTelemetry();
    telemetry.judged = (upload: Upload, { record }: Judgement) => record && this.model.counted(upload);
    const cache = this.#cacheOf(life);
    return lineCounter({
      s3: { open: (upload, signal) => this.#gate.pass(life, 'store', () => this.#shelf.open(upload, signal)) },
      publish: (_subject, body) =>
        this.#gate
          .pass(life, 'publish', async () => this.model.mailed(life, body))
          .catch((error) => {
            this.model.unanswered(life);
            throw error;
          }),
      ledger: new Ledger(cache, this.#keys),
      mailSlot: new MailSlot(cache, this.#keys, { most: 3 }),
      pause: () => this.#gate.pass(life, 'pause', () => this.#cache.hset(this.#keys.mailSlot, 'next', 0)),
      telemetry,
      namespace: 'n',
      maxBytes: 1e9,
      language: 'pt',
    });
  }

  /** The two commands that the worker uses, each by way of the gate. The turn after a mail says that it went out. */
  #cacheOf(life: Life): Redis {
    const cache = this.#cache;
    const run = async (...args: Parameters<Redis['eval']>) => {
      const answer = await cache.eval(...args);
      if (args[0] === TURN) this.model.noted(life);
      return answer;
    };
    return {
      eval: (...args: Parameters<Redis['eval']>) => this.#gate.pass(life, 'cache', () => run(...args)),
      hgetall: (key: string) => this.#gate.pass(life, 'cache', () => cache.hgetall(key)),
    } as unknown as Redis;
  }

  /** What comes back is visible again in minutes, as in SQS; what does not is deleted, and must have been dealt with. */
  #sort(batch: Message[], back: Set<string>) {
    for (const message of batch) {
      if (!back.has(message.messageId)) this.#checks.push(this.#dealtWith(message));
      else this.#invisible.push(message);
    }
  }

  #again(message: Message) {
    if (message.receives >= RECEIVES) this.#dead.push(message);
    else this.#queue.push(message);
  }

  async #dealtWith({ body }: Message): Promise<void> {
    const [record] = JSON.parse(body).Records ?? [];
    const { sequencer, key = '' } = record?.s3.object ?? {};
    if (!sequencer) return;
    const known = { bucket: String(record.s3.bucket.name), key: String(key), sequencer: String(sequencer) };
    const overwritten = this.model.isOverwritten(known);
    const stored = await this.recordOf(known);
    this.model.checkDeletion(known, stored, overwritten);
  }

  async recordOf(file: { bucket: string; key: string }) {
    return fromHash(await this.#cache.hgetall(this.#keys.record(nameOf(file))));
  }

  /** One call goes out. `false` when none waits, because no invocation runs. */
  async step(pick: number): Promise<boolean> {
    for (let turn = 0; this.#gate.waiting === 0 && this.#lives.size > 0; turn += 1) {
      if (turn > 10_000) throw new Error('An invocation waits, but for nothing outside.');
      await setImmediate();
    }
    const some = this.#gate.waiting > 0;
    if (some) await this.#gate.step(pick);
    for (let turn = 0; turn < 4; turn += 1) await setImmediate(); // whoever was answered comes to its next call
    await Promise.all(this.#checks.splice(0));
    return some;
  }

  /** Lambda ends what still runs; leases run out; what the dead had received is visible again. */
  async minutes(): Promise<void> {
    for (const life of this.#lives) this.#gate.kill(life);
    while (this.#lives.size > 0) await setImmediate();
    await this.#cache.hset(this.#keys.mailSlot, { until: 0, next: 0 });
    for (const message of this.#invisible.splice(0)) this.#again(message);
  }

  /** No more faults: everything is delivered again until it is done, and dead letters once more by hand. */
  async settle(): Promise<void> {
    for (let round = 0; ; round += 1) {
      if (round > 100) throw new Error('The queue does not become empty.');
      for (let pick = 0; await this.step(round + pick); pick += 1)
        if (pick > 1_000) throw new Error('An invocation does not come to its end.');
      await this.minutes();
      for (const message of this.#queue.length === 0 ? this.#dead.splice(0) : [])
        this.#queue.push({ ...message, receives: 0 });
      if (this.#queue.length === 0) return;
      this.deliver([0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    }
  }

  /** What people were not told, and who holds the slot: nothing and nobody, when the dust has settled. */
  async left() {
    const pending = await this.#cache.zrange(this.#keys.pending, 0, '-1');
    const holder = await this.#cache.hget(this.#keys.mailSlot, 'holder');
    return { pending, holder };
  }
}

function place({ key, versioned }: { key: number; versioned: boolean }) {
  return { bucket: versioned ? `${VERSIONED}-b` : 'without', key: `${'abc'[key]}.txt` };
}
