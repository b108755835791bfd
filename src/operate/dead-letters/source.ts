// Where a system keeps its failed messages, for the commands `dead-letters` and `redrive`.

import type { Owned } from '../../aws/clients.ts';
import type { FileName } from '../logs/log-line.ts';

export interface DeadLetterSource {
  /** Name of the dead-letter queue. */
  readonly from: string;
  /** Where they go back to: the name of a queue, or a call for each message. */
  readonly to: string | CallAgain;
  /** Log group of the function that could not process them. */
  readonly log: string;
  /** What a message is about; `flaw` when the function cannot read it; `reason` when the message itself says why it failed. */
  read(body: string): { readonly files: readonly FileName[]; readonly flaw?: string; readonly reason?: string };
}

/** Has the function work on one message again. */
export type CallAgain = (cloud: Owned, body: string) => Promise<unknown>;
