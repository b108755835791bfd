// A clock on which minutes take milliseconds: time jumps to the next moment that somebody waits for.
// Notice: it jumps only when nobody is at work, so thirty parts that pause five seconds each pass five seconds, not a
// hundred and fifty; a part's patience means here what it means on the wall.

import type { Clock } from '../../engine/wait.ts';

export class VirtualClock implements Clock {
  #now = 0;
  #atWork = 0;
  #looking = false;
  #sleepers: { at: number; wake: () => void }[] = [];

  // Own properties, not methods: a context is made of a clock by spreading it.
  readonly now = (): number => this.#now;

  readonly pause = (seconds: number): Promise<void> =>
    new Promise((wake) => {
      this.#sleepers.push({ at: this.#now + seconds, wake });
      this.#jumpWhenIdle();
    });

  /** Time stands still while this is done. */
  async during<T>(work: () => Promise<T>): Promise<T> {
    this.#atWork += 1;
    try {
      return await work();
    } finally {
      this.#atWork -= 1;
      this.#jumpWhenIdle();
    }
  }

  /** Two turns of the event loop without work: then everybody who goes on is asleep. */
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
