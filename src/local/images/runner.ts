// Runs functions that are made of a container image, without Docker. MiniStack posts an event; the image that the function
// names is read out of the local registry and started, and stays for the next event.

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Answer, Box, type Invocation } from './box.ts';
import { credentialsOf, describeFunction, placeOfArn, type RunnableFunction } from './function.ts';
import { unpackImage } from './unpack.ts';

export interface RunnerSettings {
  /** "http://127.0.0.1:4566": the local cloud. */
  readonly endpoint: string;
  /** For unpacked images. */
  readonly folder: string;
  /** Variables of every process. */
  readonly surroundings: Readonly<Record<string, string>>;
}

/** Milliseconds after which a process without work is ended. */
const IDLE = 60_000;
/** Milliseconds; credentials of a role last an hour. */
const LONGEST_LIFE = 45 * 60_000;

interface Idle {
  readonly box: Box;
  readonly timer: NodeJS.Timeout;
}

export class ImageRunner {
  readonly #settings: RunnerSettings;
  /** By everything that makes a process: a function with other settings gets another one. */
  readonly #idle = new Map<string, Idle[]>();
  readonly #busy = new Set<Box>();

  constructor(settings: RunnerSettings) {
    this.#settings = settings;
    mkdirSync(settings.folder, { recursive: true });
  }

  async invoke(invocation: Invocation): Promise<Answer> {
    const of = await describeFunction(placeOfArn(this.#settings.endpoint, invocation.arn));
    const key = JSON.stringify(of);
    this.#endOthers(of, key);
    const box = this.#take(key) ?? (await this.#start(of));
    this.#busy.add(box);
    try {
      return await box.invoke(invocation);
    } finally {
      this.#busy.delete(box);
      this.#keep(key, box);
    }
  }

  close(): void {
    for (const box of this.#busy) box.end();
    for (const { box, timer } of [...this.#idle.values()].flat()) {
      clearTimeout(timer);
      box.end();
    }
    this.#idle.clear();
  }

  async #start(of: RunnableFunction): Promise<Box> {
    const { folder, surroundings } = this.#settings;
    const [image, credentials] = await Promise.all([unpackImage(of, join(folder)), credentialsOf(of)]);
    return Box.start(of, image, surroundings, credentials);
  }

  #take(key: string): Box | undefined {
    for (let idle = this.#idle.get(key)?.pop(); idle; idle = this.#idle.get(key)?.pop()) {
      clearTimeout(idle.timer);
      if (idle.box.isAlive && Date.now() - idle.box.startedAt < LONGEST_LIFE) return idle.box;
      idle.box.end();
    }
    return undefined;
  }

  #keep(key: string, box: Box): void {
    if (!box.isAlive) return;
    const timer = setTimeout(() => box.end(), IDLE).unref();
    this.#idle.set(key, [...(this.#idle.get(key) ?? []), { box, timer }]);
  }

  /** Those of the same function that were made with an older image or older settings. */
  #endOthers({ account, region, name }: RunnableFunction, key: string): void {
    for (const [other, idle] of this.#idle) {
      const of: RunnableFunction = JSON.parse(other);
      if (other === key || of.account !== account || of.region !== region || of.name !== name) continue;
      for (const { box, timer } of idle) {
        clearTimeout(timer);
        box.end();
      }
      this.#idle.delete(other);
    }
  }
}
