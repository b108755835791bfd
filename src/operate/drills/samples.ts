// The numbers of one period, and the statistic that an alarm makes of them.

import type { Datapoint } from '../../patterns/alarms/evaluator/evaluate.ts';
import type { Signal, Statistic } from '../../patterns/alarms/row.ts';

/** All numbers of all metrics in one period. */
export class Samples {
  readonly #values = new Map<string, number[]>();

  add(signal: Named, ...values: readonly number[]): void {
    this.#values.set(nameOf(signal), [...(this.#values.get(nameOf(signal)) ?? []), ...values]);
  }

  addAll(others: Samples): void {
    for (const [name, values] of others.#values) this.#values.set(name, [...(this.#values.get(name) ?? []), ...values]);
  }

  /** The same, with each value of one metric multiplied. */
  scaled(signal: Named, times: number): this {
    const values = this.#values.get(nameOf(signal));
    if (values)
      this.#values.set(
        nameOf(signal),
        values.map((value) => value * times),
      );
    return this;
  }

  /** Nothing when nothing was measured. */
  of(signal: Signal): Datapoint {
    const values = this.#values.get(nameOf(signal));
    return values?.length ? STATISTICS[signal.statistic](values) : undefined;
  }
}

type Named = Pick<Signal, 'namespace' | 'metric' | 'dimensions'>;
const nameOf = ({ namespace, metric, dimensions }: Named) => JSON.stringify([namespace, metric, dimensions]);

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

const STATISTICS: Readonly<Record<Statistic, (values: readonly number[]) => number>> = {
  Sum: sum,
  Average: (values) => sum(values) / values.length,
  Maximum: (values) => Math.max(...values),
  Minimum: (values) => Math.min(...values),
  SampleCount: (values) => values.length,
  p95: (values) => values.toSorted((a, b) => a - b)[Math.ceil(0.95 * values.length) - 1] ?? Number.NaN,
};
