// Where a system keeps its failed messages, for the commands `dead-letters` and `redrive`.

import type { FileName } from '../logs/log-line.ts';

export interface DeadLetterSource {
  /** Name of the dead-letter queue. */
  readonly from: string;
  /** Name of the queue to which they go back. */
  readonly to: string;
  /** Log group of the function that could not process them. */
  readonly log: string;
  /** What a message is about; `flaw` when the function cannot read it. */
  read(body: string): { readonly files: readonly FileName[]; readonly flaw?: string };
}
