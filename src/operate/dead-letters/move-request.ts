// What is to be moved from queue to queue, and what was moved.

export interface Move {
  /** Names of the queues that messages leave and enter. */
  readonly from: string;
  readonly to: string;
  /** At most this many messages a second; default as fast as possible. */
  readonly perSecond?: number | undefined;
  readonly signal: AbortSignal;
  /** How many were moved, and of how many (about), when known. */
  readonly progress: (moved: number, of?: number) => void;
  /** Shows a sentence to a person. */
  readonly say: (text: string) => void;
}

export interface Moved {
  readonly by: 'sqs' | 'this command';
  readonly moved: number;
  /** Was it stopped by Ctrl-C? Then the rest is still in the old queue. */
  readonly stopped: boolean;
  /** Messages that could not be moved, and why. They are still in the old queue. */
  readonly stayed: readonly { readonly messageId: string; readonly why: string }[];
}
