// SQS moves messages from one queue to another by itself: AWS does it, the local cloud does not. One task a queue at a
// time, some messages at each look, until it is cancelled or nothing is left.

import type { Message } from '@aws-sdk/client-sqs';
import {
  DeleteMessageCommand,
  GetQueueUrlCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
} from '@aws-sdk/client-sqs';
import type { Cloud } from '../../aws/clients.ts';
import { refuse } from './refusal.ts';
import { asked, type Hazard, is, ok } from './wire.ts';

interface Task {
  TaskHandle: string;
  Status: 'RUNNING' | 'CANCELLED' | 'COMPLETED' | 'FAILED';
  SourceArn: string;
  DestinationArn: string;
  ApproximateNumberOfMessagesMoved: number;
  ApproximateNumberOfMessagesToMove: number;
  StartedTimestamp: number;
  FailureReason?: string;
}

/** @param step messages moved between two looks; `failing` ends the task after its first step */
export function moveTasks({ sqs }: Pick<Cloud, 'sqs'>, { step = 2, failing = false } = {}): Hazard {
  const tasks: Task[] = [];

  return async (call, pass) => {
    const SourceArn = asked(call, 'SourceArn');
    const [newest] = tasks;
    if (is(call, 'StartMessageMoveTask')) {
      if (newest?.Status === 'RUNNING')
        return refuse(call, 'UnsupportedOperation', 'There is already a task running for this source queue.');
      const DestinationArn = asked(call, 'DestinationArn');
      const counts = { ApproximateNumberOfMessagesMoved: 0, ApproximateNumberOfMessagesToMove: 99 };
      const StartedTimestamp = Math.max(Date.now(), (newest?.StartedTimestamp ?? 0) + 1);
      const TaskHandle = `task-${tasks.length}`;
      tasks.unshift({ TaskHandle, Status: 'RUNNING', SourceArn, DestinationArn, StartedTimestamp, ...counts });
      return ok(JSON.stringify({ TaskHandle }));
    }
    if (is(call, 'CancelMessageMoveTask')) {
      if (newest?.Status !== 'RUNNING') return refuse(call, 'ResourceNotFoundException', 'There is no such task.', 404);
      newest.Status = 'CANCELLED';
      return ok(JSON.stringify({ ApproximateNumberOfMessagesMoved: newest.ApproximateNumberOfMessagesMoved }));
    }
    if (!is(call, 'ListMessageMoveTasks')) return pass();
    // The answer shows the present state, then more messages are moved. A finished task has no handle.
    const told = tasks.map(({ TaskHandle, ...task }) => (task.Status === 'RUNNING' ? { TaskHandle, ...task } : task));
    const answer = ok(JSON.stringify({ Results: told.slice(0, 1) }));
    if (newest?.Status === 'RUNNING') await proceed(newest);
    return answer;
  };

  async function proceed(task: Task): Promise<void> {
    const [from, to] = await Promise.all([task.SourceArn, task.DestinationArn].map(urlOf));
    const limit = { MaxNumberOfMessages: step, MessageAttributeNames: ['All'] };
    const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl: from, ...limit }));
    for (const { Body, MessageAttributes, ReceiptHandle } of Messages as Message[]) {
      await sqs.send(new SendMessageCommand({ QueueUrl: to, MessageBody: Body, MessageAttributes }));
      await sqs.send(new DeleteMessageCommand({ QueueUrl: from, ReceiptHandle }));
    }
    task.ApproximateNumberOfMessagesMoved += Messages.length;
    if (failing) Object.assign(task, { Status: 'FAILED', FailureReason: 'AccessDenied' });
    else if (!Messages.length) task.Status = 'COMPLETED';
  }

  async function urlOf(arn: string) {
    return (await sqs.send(new GetQueueUrlCommand({ QueueName: arn.split(':').at(-1) }))).QueueUrl;
  }
}
