// What AWS does some time after it answered (a deletion, most of all): done as soon as that time has come and anybody asks.

import type { VirtualClock } from './virtual-clock.ts';

export class Later {
  readonly #clock: VirtualClock;
  readonly #waiting = new Map<string, { at: number; act: () => Promise<unknown> }>();
  #underWay: Promise<void> = Promise.resolve();

  constructor(clock: VirtualClock) {
    this.#clock = clock;
  }

  /** Puts it off; what is put off already stays so. */
  put(name: string, seconds: number, act: () => Promise<unknown>): void {
    if (!this.#waiting.has(name)) this.#waiting.set(name, { at: this.#clock.now() + seconds, act });
  }

  has(name: string): boolean {
    return this.#waiting.has(name);
  }

  /** Does what is due, each once, one after the other; whoever asks meanwhile waits for it. */
  due(): Promise<void> {
    this.#underWay = this.#underWay.then(async () => {
      for (const [name, { at, act }] of this.#waiting)
        if (this.#clock.now() >= at) {
          await act();
          this.#waiting.delete(name);
        }
    });
    return this.#underWay;
  }
}
