// From where people may reach Grafana: a range of the settings, else the address of this machine. A comparison makes no call, so
// the address is looked up before it, with the first look of the rules that need it. `down` needs none.

import type { Step } from '../../../engine/lifecycle.ts';

export class Allowed {
  readonly #find: () => Promise<string>;
  #asked: Promise<void> | undefined;
  #range: string | undefined;
  #problem: unknown;

  constructor(find: () => Promise<string>) {
    this.#find = find;
  }

  /** @throws what the look-up threw */
  get range(): string {
    if (this.#range === undefined) throw this.#problem;
    return this.#range;
  }

  /** The step, which looks up the range before it is used. */
  before<Needs extends object, Live>(step: Step<Needs, Live>): Step<Needs, Live> {
    return {
      ...step,
      describe: async (ctx) => {
        await this.#look();
        return step.describe(ctx);
      },
      ensure: async (needs, ctx, first) => {
        await this.#look();
        return step.ensure(needs, ctx, first);
      },
    };
  }

  #look(): Promise<void> {
    this.#asked ??= this.#find().then(
      (range) => {
        this.#range = range;
      },
      (error: unknown) => {
        this.#problem = error;
      },
    );
    return this.#asked;
  }
}
