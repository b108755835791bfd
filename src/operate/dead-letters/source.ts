// Where a system sets its failed messages aside, as the commands `dead-letters` and `redrive` need it.

import type { Owned } from '../../aws/clients.ts';
import type { FileName } from '../logs/log-line.ts';

export interface DeadLetterSource {
  /** Name of the queue in which they wait. */
  readonly from: string;
  /** Where they go back to: the name of a queue, or a call for each message. */
  readonly to: string | CallAgain;
  /** Log group of the function that could not work on them. */
  readonly log: string;
  /** What a message is about; `flaw` when it is not what the function can read; `reason` where the message itself tells it. */
  read(body: string): { readonly files: readonly FileName[]; readonly flaw?: string; readonly reason?: string };
}

/** Has the function work on one message again. */
export type CallAgain = (cloud: Owned, body: string) => Promise<unknown>;
