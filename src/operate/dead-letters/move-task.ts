// SQS moves the messages itself: we start the task, follow it, and cancel it on Ctrl-C.
// A queue has one such task at a time (SQS API reference, StartMessageMoveTask). A task that somebody else started does
// the same work, so we follow it. A finished task has no handle; we recognise it by its start time.

import {
  CancelMessageMoveTaskCommand,
  ListMessageMoveTasksCommand,
  type ListMessageMoveTasksResultEntry,
  StartMessageMoveTaskCommand,
} from '@aws-sdk/client-sqs';
import type { Owned } from '../../aws/clients.ts';
import { Problem } from '../../engine/problems.ts';
import type { Language, Text } from '../../engine/text.ts';
import { absentWhen, duration, until, wallClock } from '../../engine/wait.ts';
import type { Move, Moved } from './move-request.ts';

const UNKNOWN_ACTION = ['InvalidAction', 'InvalidActionException', 'UnknownOperationException'];
/** Seconds between two looks. */
const PACE = 1;
/** Seconds after which a new task must be in the list. */
const PATIENCE = 60;

/** `undefined` when the endpoint has no move tasks, or the messages go to no queue. @throws Problem when the task fails */
export async function moveByTask(cloud: Owned, wanted: Move): Promise<Moved | undefined> {
  if (typeof wanted.to !== 'string') return undefined;
  const SourceArn = cloud.arn('sqs', wanted.from);
  const before = await absentWhen(UNKNOWN_ACTION, () => newest(cloud, SourceArn));
  if (!before) return undefined;
  if (before.Status === 'RUNNING' || before.Status === 'CANCELLING') {
    wanted.say({
      en: `Somebody started to move them ${since(before, 'en')} ago. A queue has one move at a time: following that one.`,
      pt: `Alguém começou a movê-las há ${since(before, 'pt')}. Uma fila tem uma movimentação por vez: acompanhando essa.`,
    });
    return follow(cloud, SourceArn, before, wanted);
  }
  const start = new StartMessageMoveTaskCommand({
    SourceArn,
    // Given explicitly, because SQS does not know the source queue of a message that was put there by hand.
    DestinationArn: cloud.arn('sqs', wanted.to),
    ...(wanted.perSecond && { MaxNumberOfMessagesPerSecond: wanted.perSecond }),
  });
  const isLater = (task: ListMessageMoveTasksResultEntry) =>
    (task.StartedTimestamp ?? 0) > (before.StartedTimestamp ?? 0) ? task : undefined;
  const refused = await cloud.sqs.send(start).then(
    () => undefined,
    (error: unknown) => error,
  );
  const look = async () => isLater(await newest(cloud, SourceArn));
  // Refused because another task was started first? Then there is a newer task now. If not, the reason is another.
  const task = refused ? await look() : await until(wallClock(), BEGINNING, PATIENCE, look);
  if (!task) throw refused;
  return follow(cloud, SourceArn, task, wanted);
}

async function follow(
  cloud: Owned,
  SourceArn: string,
  begun: ListMessageMoveTasksResultEntry,
  { signal, progress }: Move,
): Promise<Moved> {
  const clock = wallClock();
  let cancelled = false;
  for (let task = begun; ; task = await newest(cloud, SourceArn)) {
    const { Status = '', ApproximateNumberOfMessagesMoved: moved = 0, ApproximateNumberOfMessagesToMove: of } = task;
    progress(moved, of ?? undefined);
    const stopped = Status === 'CANCELLED';
    if (stopped || Status === 'COMPLETED') return { by: 'sqs', moved, stopped, stayed: [] };
    if (Status === 'FAILED') throw gaveUp(moved, task.FailureReason);
    if (signal.aborted && !cancelled && task.TaskHandle) {
      cancelled = true;
      // The task ended in this moment: the next look shows it.
      const over = ['ResourceNotFoundException', 'UnsupportedOperation', 'AWS.SimpleQueueService.UnsupportedOperation'];
      const TaskHandle = task.TaskHandle;
      await absentWhen(over, () => cloud.sqs.send(new CancelMessageMoveTaskCommand({ TaskHandle })));
    }
    await clock.pause(PACE);
  }
}

/** The task that was started last; an empty one when there was none. */
async function newest({ sqs }: Owned, SourceArn: string): Promise<ListMessageMoveTasksResultEntry> {
  const { Results = [] } = await sqs.send(new ListMessageMoveTasksCommand({ SourceArn, MaxResults: 1 }));
  return Results[0] ?? {};
}

const since = ({ StartedTimestamp = Date.now() }: ListMessageMoveTasksResultEntry, language: Language) =>
  duration(Math.max(0, (Date.now() - StartedTimestamp) / 1000), language);

const BEGINNING: Text = { en: 'waiting for the move to begin', pt: 'à espera do começo da movimentação' };

const gaveUp = (moved: number, why: string | undefined): Problem =>
  new Problem(
    {
      en: `SQS moved ${moved} and then gave up: ${why ?? 'it does not say why'}.`,
      pt: `O SQS moveu ${moved} e depois desistiu: ${why ?? 'não diz por quê'}.`,
    },
    {
      next: {
        en: 'Run the command again: it moves the rest.',
        pt: 'Rode o comando de novo: ele move o resto.',
      },
    },
  );
