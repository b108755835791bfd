// The rights to read dead letters and to move them back to their queue.

import { may } from '../../aws/rights.ts';

/** @param deadLetters and @param queue ARNs */
export const deadLetterRights = (deadLetters: string, queue: string) => [
  // SQS moves messages for those who may move them (SQS developer guide, "Configuring a dead-letter queue redrive").
  may(
    'sqs',
    `CancelMessageMoveTask ChangeMessageVisibility DeleteMessage ListMessageMoveTasks ReceiveMessage
     StartMessageMoveTask`,
    deadLetters,
    { sid: 'DeadLetters' },
  ),
  may('sqs', 'SendMessage', queue, { sid: 'Redrive' }),
];
