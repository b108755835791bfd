// A clock on which minutes take milliseconds: it jumps to the next moment that somebody waits for. It jumps only when
// nobody works, so thirty parts that each pause five seconds pass five seconds, not a hundred and fifty, as in real
// time.

import type { Clock } from '../../engine/wait.ts';

export class VirtualClock implements Clock {
  #now = 0;
  #atWork = 0;
  #looking = false;
  #sleepers: { at: number; wake: () => void }[] = [];

  // Own properties, not methods, because a context is made by spreading a clock.
  readonly now = (): number => this.#now;

  readonly pause = (seconds: number): Promise<void> =>
    new Promise((wake) => {
      this.#sleepers.push({ at: this.#now + seconds, wake });
      this.#jumpWhenIdle();
    });

  /** Stops the clock while this runs. */
  async during<T>(work: () => Promise<T>): Promise<T> {
    this.#atWork += 1;
    try {
      return await work();
    } finally {
      this.#atWork -= 1;
      this.#jumpWhenIdle();
    }
  }

  /** Two turns of the event loop without work: then everybody waits. */
  #jumpWhenIdle(turns = 2): void {
    if (this.#looking && turns === 2) return;
    this.#looking = true;
    setImmediate(() => {
      if (this.#atWork === 0 && turns > 0) return this.#jumpWhenIdle(turns - 1);
      this.#looking = false;
      if (this.#atWork === 0) this.#jump();
    });
  }

  #jump(): void {
    const next = Math.min(...this.#sleepers.map(({ at }) => at));
    const due = this.#sleepers.filter(({ at }) => at === next);
    if (!due.length) return;
    this.#sleepers = this.#sleepers.filter(({ at }) => at !== next);
    this.#now = next;
    for (const { wake } of due) wake();
    this.#jumpWhenIdle();
  }
}
