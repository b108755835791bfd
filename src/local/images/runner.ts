// Runs functions that are made of a container image, without Docker. MiniStack posts an event; the image that the function
// names is read out of the local registry and started, and stays for the next event.

import { type Answer, Box, type Invocation } from './box.ts';
import { credentialsOf, describeFunction, type FunctionPlace, placeOfArn, type RunnableFunction } from './function.ts';
import type { Variables } from './start-process.ts';
import { unpackImage } from './unpack.ts';

export interface RunnerSettings {
  /** "http://127.0.0.1:4566": the local cloud. */
  readonly endpoint: string;
  /** For unpacked images. */
  readonly folder: string;
  /** Variables of every process. */
  readonly surroundings: Variables;
}

/** Milliseconds after which a process without work is ended. */
const IDLE = 60_000;
/** Milliseconds; credentials of a role last an hour. */
const LONGEST_LIFE = 45 * 60_000;

/** A process that waits for an event. */
interface Idle {
  readonly of: RunnableFunction;
  readonly box: Box;
  readonly timer: NodeJS.Timeout;
}

export class ImageRunner {
  readonly #settings: RunnerSettings;
  /** The last one waits for the shortest time. */
  readonly #idle = new Set<Idle>();
  readonly #busy = new Set<Box>();

  constructor(settings: RunnerSettings) {
    this.#settings = settings;
  }

  async invoke(invocation: Invocation): Promise<Answer> {
    const of = await describeFunction(placeOfArn(this.#settings.endpoint, invocation.arn));
    const box = this.#take(of) ?? (await this.#start(of));
    this.#busy.add(box);
    try {
      return await box.invoke(invocation);
    } finally {
      this.#busy.delete(box);
      if (box.isAlive) this.#keep(of, box);
    }
  }

  close(): void {
    for (const box of this.#busy) box.end();
    for (const one of this.#idle) this.#end(one);
  }

  async #start(of: RunnableFunction): Promise<Box> {
    const { folder, surroundings } = this.#settings;
    const [image, credentials] = await Promise.all([unpackImage(of, folder), credentialsOf(of)]);
    return Box.start(of, image, { ...surroundings, ...credentials });
  }

  /** A process of this function. Those made with an older image or older settings are ended, and those whose life is over. */
  #take(of: RunnableFunction): Box | undefined {
    const same = JSON.stringify(of);
    for (const one of this.#idle) {
      if (!isOne(one.of, of)) continue;
      const isOld = Date.now() - one.box.startedAt >= LONGEST_LIFE;
      if (!one.box.isAlive || isOld || JSON.stringify(one.of) !== same) this.#end(one);
    }
    const next = [...this.#idle].findLast((one) => isOne(one.of, of));
    if (next) this.#forget(next);
    return next?.box;
  }

  #keep(of: RunnableFunction, box: Box): void {
    const idle: Idle = { of, box, timer: setTimeout(() => this.#end(idle), IDLE).unref() };
    this.#idle.add(idle);
  }

  #end(one: Idle): void {
    this.#forget(one);
    one.box.end();
  }

  #forget(one: Idle): void {
    clearTimeout(one.timer);
    this.#idle.delete(one);
  }
}

const isOne = (one: FunctionPlace, other: FunctionPlace): boolean =>
  one.name === other.name && one.account === other.account && one.region === other.region;
