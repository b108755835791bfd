// What AWS does some time after its answer, such as a deletion. It is done at the first call after that time.

import type { VirtualClock } from './virtual-clock.ts';

export class Later {
  readonly #clock: VirtualClock;
  readonly #waiting = new Map<string, { at: number; act: () => Promise<unknown> }>();
  #underWay: Promise<void> = Promise.resolve();

  constructor(clock: VirtualClock) {
    this.#clock = clock;
  }

  /** Plans it. What is planned already keeps its time. */
  put(name: string, seconds: number, act: () => Promise<unknown>): void {
    if (!this.#waiting.has(name)) this.#waiting.set(name, { at: this.#clock.now() + seconds, act });
  }

  has(name: string): boolean {
    return this.#waiting.has(name);
  }

  /** Does what is due, one after the other, each once. Callers in this time wait for it. */
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
