// The surroundings of the real worker: a queue, a fake S3, a topic, and the real cache with its scripts. Time passes
// only when the history says so: pauses between mails, leases and visibility time-outs end without waiting.

import { randomUUID } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import type { Context } from 'aws-lambda';
import type { Redis } from 'ioredis';
import { expect } from 'vitest';
import { cacheKeys, nameOf } from '../../../cache-keys.ts';
import { fromHash } from '../../../record.ts';
import { FakeS3, VERSIONED } from '../fake-s3.ts';
import type { Action, History, Planned } from './action.ts';
import { Model } from './model.ts';
import { eventOf, type Message, Queue } from './queue.ts';
import { Life, type Scheduler } from './scheduler.ts';
import { type Surroundings, workerIn } from './worker.ts';

const ENVIRONMENTS = 3;

export class World {
  readonly #surroundings: Surroundings;
  readonly #scheduler: Scheduler;
  readonly #cache: Redis;
  readonly #keys = cacheKeys(`test:${randomUUID()}`);
  readonly #s3 = new FakeS3();
  readonly model = new Model();
  readonly #queue = new Queue();
  readonly #lives = new Set<Life>();
  readonly #checks: Promise<void>[] = [];

  /** @param cache a connection through the proxy that the scheduler cuts */
  constructor(scheduler: Scheduler, cache: Redis) {
    this.#scheduler = scheduler;
    this.#cache = cache;
    this.#surroundings = { scheduler, cache, keys: this.#keys, fakeS3: this.#s3, model: this.model };
  }

  async live(history: History): Promise<void> {
    for (const action of history) await this.#act(action);
  }

  async #act(action: Action): Promise<void> {
    if (action.do === 'put') return this.#put(action);
    if (action.do === 'remove') {
      const { bucket, key } = place(action);
      this.#s3.remove(bucket, key);
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
    const record = this.#s3.put(bucket, key, lines);
    this.model.put({ bucket, key, lines, sequencer: record.s3.object.sequencer, uploadedAt: record.eventTime });
    for (let copy = 0; copy < action.copies; copy += 1) this.#queue.send({ Records: [record] });
  }

  #junk(poison: boolean) {
    if (!poison) return this.#queue.send({ Service: 'Amazon S3', Event: 's3:TestEvent' });
    const key = `junk-${this.model.junk.length}`;
    this.model.junk.push(key);
    return this.#queue.send({
      Records: [{ eventName: 'ObjectCreated:Put', s3: { bucket: { name: 'b' }, object: { key } } }],
    });
  }

  /** An invocation begins, if an environment is free and a message is visible. */
  deliver(picks: number[], faults: Planned[] = []) {
    if (this.#lives.size >= ENVIRONMENTS || this.#queue.isEmpty) return;
    const batch = this.#queue.receive(picks);
    const life = new Life(faults);
    this.#lives.add(life);
    const context = { getRemainingTimeInMillis: () => life.timeLeft } as Context;
    const answer = workerIn(this.#surroundings, life)(eventOf(batch), context);
    const ended = Promise.race([answer, life.death]).then((how) => {
      this.#lives.delete(life);
      if (how === 'died') this.#queue.keep(batch);
      else this.#sort(batch, new Set(how.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier)));
    });
    ended.catch((error) => this.#checks.push(Promise.reject(error)));
  }

  /** Returned messages stay in the queue. The others are deleted, so their results must exist. */
  #sort(batch: Message[], back: Set<string>) {
    this.#queue.keep(batch.filter(({ messageId }) => back.has(messageId)));
    const deleted = batch.filter(({ messageId }) => !back.has(messageId));
    this.#checks.push(...deleted.map((message) => this.#dealtWith(message)));
  }

  async #dealtWith({ body }: Message): Promise<void> {
    const [record] = JSON.parse(body).Records ?? [];
    const { sequencer, key = '' } = record?.s3.object ?? {};
    expect(this.model.junk, 'deleted, so that nobody finds it any more').not.toContain(key);
    if (!sequencer) return;
    const known = { bucket: String(record.s3.bucket.name), key: String(key), sequencer: String(sequencer) };
    const overwritten = this.model.isOverwritten(known);
    const stored = await this.recordOf(known);
    this.model.checkDeletion(known, stored, overwritten);
  }

  async recordOf(file: { bucket: string; key: string }) {
    return fromHash(await this.#cache.hgetall(this.#keys.record(nameOf(file))));
  }

  /** One call is sent. `false` when none waits, because no invocation runs. */
  async step(pick: number): Promise<boolean> {
    for (let turn = 0; this.#scheduler.waiting === 0 && this.#lives.size > 0; turn += 1) {
      if (turn > 10_000) throw new Error('An invocation waits, but for nothing outside.');
      await setImmediate();
    }
    const some = this.#scheduler.waiting > 0;
    if (some) await this.#scheduler.step(pick);
    for (let turn = 0; turn < 4; turn += 1) await setImmediate(); // an answered invocation comes to its next call
    await Promise.all(this.#checks.splice(0));
    return some;
  }

  /** Lambda ends running invocations, leases end, and messages of dead invocations are visible again. */
  async minutes(): Promise<void> {
    for (const life of this.#lives) this.#scheduler.kill(life);
    while (this.#lives.size > 0) await setImmediate();
    await this.#cache.hset(this.#keys.mailSlot, { until: 0, next: 0 });
    this.#queue.minutes();
  }

  /**
   * No more faults: everything is delivered again until it is finished, and dead letters by hand, until the same ones
   * are dead again. (SQS gives them new ids when they are sent by hand. Here they keep their ids, so a second mail
   * about them is an error.)
   */
  async settle(): Promise<void> {
    let dead: string | undefined;
    for (let round = 0; ; round += 1) {
      if (round > 100) throw new Error('The queue does not become empty.');
      for (let pick = 0; await this.step(round + pick); pick += 1)
        if (pick > 1_000) throw new Error('An invocation does not come to its end.');
      await this.minutes();
      if (this.#queue.isEmpty) {
        const before = dead;
        dead = this.#queue.dead
          .map(({ messageId }) => messageId)
          .sort()
          .join();
        if (dead === before || dead === '') return;
        this.#queue.redrive();
      }
      this.deliver([0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    }
  }

  /** What each dead letter names. */
  get dead(): string[] {
    return this.#queue.dead.map(({ body }) => JSON.parse(body).Records[0].s3.object.key).sort();
  }

  /** Results without a mail, and the holder of the slot. Both must be empty at the end. */
  async left() {
    const pending = await this.#cache.zrange(this.#keys.pending, 0, '-1');
    const holder = await this.#cache.hget(this.#keys.mailSlot, 'holder');
    return { pending, holder };
  }
}

function place({ key, versioned }: { key: number; versioned: boolean }) {
  return { bucket: versioned ? `${VERSIONED}-b` : 'without', key: `${'abc'[key]}.txt` };
}
