// The rights to read dead letters and to give them back.

import { may } from '../../aws/rights.ts';

const LOOK_AND_TAKE = 'ChangeMessageVisibility DeleteMessage ReceiveMessage';

/** For dead letters that go back to a queue. @param deadLetters and @param queue ARNs */
export const deadLetterRights = (deadLetters: string, queue: string) => [
  // SQS moves messages for those who may move them (SQS developer guide, "Configuring a dead-letter queue redrive").
  may('sqs', `${LOOK_AND_TAKE} CancelMessageMoveTask ListMessageMoveTasks StartMessageMoveTask`, deadLetters, {
    sid: 'DeadLetters',
  }),
  may('sqs', 'SendMessage', queue, { sid: 'Redrive' }),
];

/** For dead letters that are given to a function again. */
export const lookingRights = (deadLetters: string) => may('sqs', LOOK_AND_TAKE, deadLetters, { sid: 'DeadLetters' });
