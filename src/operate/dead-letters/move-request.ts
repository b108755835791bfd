// What is to be moved from a queue to another or to a function, and what was.

import type { CallAgain } from './source.ts';

export interface Move {
  /** Name of the queue where they wait. */
  readonly from: string;
  /** Name of the queue to which they go, or a call for each. */
  readonly to: string | CallAgain;
  /** At most so many messages a second; as fast as it goes unless told. */
  readonly perSecond?: number | undefined;
  readonly signal: AbortSignal;
  /** So many have been moved, of about so many, where that is known. */
  readonly progress: (moved: number, of?: number) => void;
  /** Tells a person. */
  readonly say: (text: string) => void;
}

export interface Moved {
  readonly by: 'sqs' | 'this command';
  readonly moved: number;
  /** Was it stopped by Ctrl-C? Then the rest still waits. */
  readonly stopped: boolean;
  /** Those that could not be moved, and why; they wait where they did. */
  readonly stayed: readonly { readonly messageId: string; readonly why: string }[];
}
