// What reading dead letters and giving them back to their queue asks for.

import { may } from '../../aws/rights.ts';

/** @param deadLetters and @param queue ARNs */
export const deadLetterRights = (deadLetters: string, queue: string) => [
  // Whoever has SQS move messages needs the rights of moving too (SQS developer guide, "Configuring a dead-letter queue redrive").
  may(
    'sqs',
    `CancelMessageMoveTask ChangeMessageVisibility DeleteMessage ListMessageMoveTasks ReceiveMessage
     StartMessageMoveTask`,
    deadLetters,
    { sid: 'DeadLetters' },
  ),
  may('sqs', 'SendMessage', queue, { sid: 'Redrive' }),
];
