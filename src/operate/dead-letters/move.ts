// Dead letters on their way back to work, whoever carries them: SQS itself, or we, where the endpoint has no such task.

import type { Owned } from '../../aws/clients.ts';
import { moveByHand } from './move-by-hand.ts';
import { moveByTask } from './move-task.ts';

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

/** The local cloud knows no move tasks; AWS does. @throws Problem when the task fails, or no message can be moved at all */
export const move = async (cloud: Owned, wanted: Move): Promise<Moved> =>
  (await moveByTask(cloud, wanted)) ?? (await moveByHand(cloud, wanted));
