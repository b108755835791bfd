// The scheduler: every call of the worker to the outside passes it, one at a time, in an order that the history picks.
// So the same history always runs in the same way, also with several invocations. And at any call the process can die,
// the other side can fail, or the time can end.

import type { flakyProxy } from '../flaky-proxy.ts';
import type { Fault, Planned } from './action.ts';

/** One invocation, as its calls show it. */
export class Life {
  readonly #faults: Map<number, Fault>;
  #calls = 0;
  /** Milliseconds, as Lambda gives them. */
  timeLeft = 60_000;
  dead = false;
  /** The places that refuse all its calls. */
  readonly away = new Set<Place>();
  /** Resolved when it dies. */
  readonly death: Promise<'died'>;
  #die: (how: 'died') => void = () => {};

  constructor(faults: Planned[]) {
    this.#faults = new Map(faults.map(({ at, fault }) => [at, fault]));
    this.death = new Promise((resolve) => {
      this.#die = resolve;
    });
  }

  /** The fault of its next call. */
  next(): Fault | undefined {
    this.#calls += 1;
    return this.#faults.get(this.#calls - 1);
  }

  die() {
    this.dead = true;
    this.#die('died');
  }
}

type Place = 'cache' | 'store' | 'publish' | 'pause';

interface Call {
  life: Life;
  place: Place;
  act: () => Promise<unknown>;
  answer: (value: never) => void;
  fail: (error: unknown) => void;
}

export class Scheduler {
  readonly #line: Pick<Awaited<ReturnType<typeof flakyProxy>>, 'loseQuestion' | 'loseAnswer'>;
  #calls: Call[] = [];

  constructor(line: Pick<Awaited<ReturnType<typeof flakyProxy>>, 'loseQuestion' | 'loseAnswer'>) {
    this.#line = line;
  }

  /** Waits until it is picked. A dead process gets no answers. */
  pass<T>(life: Life, place: Place, act: () => Promise<T>): Promise<T> {
    return new Promise((answer, fail) => {
      if (!life.dead) this.#calls.push({ life, place, act, answer, fail });
    });
  }

  get waiting() {
    return this.#calls.length;
  }

  kill(life: Life) {
    life.die();
    this.#calls = this.#calls.filter((call) => call.life !== life);
  }

  /** Lets the picked call pass, or makes the fault that is planned for it. */
  async step(pick: number): Promise<void> {
    const [call] = this.#calls.splice(pick % this.#calls.length, 1);
    if (!call) return;
    const { life, place, act } = call;
    const fault = life.next();
    if (fault === 'killed before') return this.kill(life);
    if (fault === 'the cache is away') life.away.add('cache');
    if (fault === 'SNS is away') life.away.add('publish');
    if (life.away.has(place) || (fault === 'refused' && place !== 'pause'))
      return call.fail(new Error(`${place}: refused, as planned`));
    if (fault === 'time is up') life.timeLeft = 0;
    if (fault === 'question lost' && place === 'cache') this.#line.loseQuestion();
    if (fault === 'answer lost' && place === 'cache') this.#line.loseAnswer();
    try {
      const value = await act();
      if (fault === 'killed after') this.kill(life);
      else if (fault === 'unanswered' && place !== 'pause') call.fail(new Error(`${place}: no answer, as planned`));
      else call.answer(value as never);
    } catch (error) {
      call.fail(error);
    }
  }
}
