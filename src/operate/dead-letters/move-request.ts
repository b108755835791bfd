// What is to be moved from a queue to another queue or to a function, and what was moved.

import type { Text } from '../../engine/text.ts';
import type { CallAgain } from './source.ts';

export interface Move {
  /** Name of the queue that messages leave. */
  readonly from: string;
  /** Name of the queue that they enter, or a call for each message. */
  readonly to: string | CallAgain;
  /** At most this many messages a second; default as fast as possible. */
  readonly perSecond?: number | undefined;
  readonly signal: AbortSignal;
  /** How many were moved, and of how many (about), when known. */
  readonly progress: (moved: number, of?: number) => void;
  /** Shows a sentence to a person. */
  readonly say: (text: Text) => void;
}

export interface Moved {
  readonly by: 'sqs' | 'this command';
  readonly moved: number;
  /** Was it stopped by Ctrl-C? Then the rest is still in the old queue. */
  readonly stopped: boolean;
  /** Messages that could not be moved, and why. They are still in the old queue. */
  readonly stayed: readonly { readonly messageId: string; readonly why: string }[];
}
