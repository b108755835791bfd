// Ships a journal while its program runs: every two seconds, later when CloudWatch does not answer, and once more at the
// end.

import type { Journal } from './journal.ts';
import { type Destination, ship } from './shipper.ts';

const EVERY_MS = 2_000;
const AT_MOST_MS = 60_000;

export interface Shipping {
  /** Ships the last lines. Does not wait longer than `patience` ms: the next start ships the rest. */
  end(patience: number): Promise<void>;
}

/** @param trouble is told once when shipping begins to fail, with the error */
export function keepShipping(journal: Journal, to: Destination, trouble: (error: unknown) => void): Shipping {
  let pause = EVERY_MS;
  let timer: NodeJS.Timeout;
  let work: Promise<unknown> = Promise.resolve();
  const turn = async () => {
    try {
      await ship(journal, to);
      pause = EVERY_MS;
    } catch (error) {
      if (pause === EVERY_MS) trouble(error);
      pause = Math.min(pause * 2, AT_MOST_MS);
    }
  };
  const later = () => {
    timer = setTimeout(() => {
      work = turn().then(later);
    }, pause);
  };
  later();
  return {
    async end(patience) {
      clearTimeout(timer);
      await work;
      clearTimeout(timer);
      const late = new Promise<void>((done) => setTimeout(done, patience).unref());
      await Promise.race([turn(), late]);
    },
  };
}
