// Dead letters on their way back to work, whoever carries them: SQS itself, or we, where the endpoint has no such task.

import type { Owned } from '../../aws/clients.ts';
import { moveByHand } from './move-by-hand.ts';
import type { Move, Moved } from './move-request.ts';
import { moveByTask } from './move-task.ts';

/** The local cloud knows no move tasks; AWS does. @throws Problem when the task fails, or no message can be moved at all */
export const move = async (cloud: Owned, wanted: Move): Promise<Moved> =>
  (await moveByTask(cloud, wanted)) ?? (await moveByHand(cloud, wanted));
