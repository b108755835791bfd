// Where a system sets its failed messages aside, as the commands `dead-letters` and `redrive` need it.

import type { FileName } from '../logs/log-line.ts';

export interface DeadLetterSource {
  /** Name of the queue in which they wait. */
  readonly from: string;
  /** Name of the queue to which they go back. */
  readonly to: string;
  /** Log group of the function that could not work on them. */
  readonly log: string;
  /** What a message is about; `flaw` when it is not what the function can read. */
  read(body: string): { readonly files: readonly FileName[]; readonly flaw?: string };
}
