// Moves dead letters back to their queue: by an SQS task, or by hand when the endpoint has no such task.

import type { Owned } from '../../aws/clients.ts';
import { moveByHand } from './move-by-hand.ts';
import type { Move, Moved } from './move-request.ts';
import { moveByTask } from './move-task.ts';

/** AWS has move tasks, the local cloud has none. @throws Problem when the task fails, or no message can be moved */
export const move = async (cloud: Owned, wanted: Move): Promise<Moved> =>
  (await moveByTask(cloud, wanted)) ?? (await moveByHand(cloud, wanted));
