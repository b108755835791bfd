// What is to be moved from queue to queue, and what was.

export interface Move {
  /** Where they wait, and where they go: names of queues. */
  readonly from: string;
  readonly to: string;
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
