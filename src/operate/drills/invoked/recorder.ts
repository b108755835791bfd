// The numbers that CloudWatch would have measured in a period of a function that a bucket calls: Lambda's from the lines
// that it writes into the function's log, the failure queue's from its attributes, the rest from what the drill noted.

import type { InvokedSignals } from '../../../patterns/bucket-to-function/signals.ts';
import { depthIfThere } from '../../dead-letters/depth.ts';
import { functionLog, inUsualTime } from '../function-log.ts';
import { Samples } from '../samples.ts';
import type { Site } from '../site.ts';

/** What is measured of a system. */
export interface Measured {
  readonly on: InvokedSignals;
  readonly functionName: string;
  /** Name of the queue for failed events. */
  readonly failures: string;
  /** The longest time of an invocation, as declared. */
  readonly timeoutSeconds: number;
}

type Watched = Measured & Pick<Site, 'cloud' | 'noted'>;

/** @returns the numbers of the next period */
export function recorder({ cloud, on, functionName, failures, timeoutSeconds, noted }: Watched) {
  const readLog = functionLog(cloud, `/aws/lambda/${functionName}`, on);
  return async (): Promise<Samples> => {
    const now = new Samples();
    const [queue] = await Promise.all([depthIfThere(cloud, failures), readLog(now)]);
    if (queue) now.add(on.waiting, queue.waiting);
    now.addAll(noted());
    return inUsualTime(cloud, now, { of: on.duration, functionName, usual: timeoutSeconds });
  };
}
