// Hazard 10: queues by name. The name of a deleted queue is locked for 60 s, and the queue is still found now and then.
// A new queue is unknown for some seconds, its tags for longer. Its dead-letter queue may be refused. Settings change
// late, and may change back and forth.

import type { HazardContext } from './context.ts';
import { refuse } from './refusal.ts';
import { asked, type Call, type Hazard, is } from './wire.ts';

const LOCKED = 60;
const JSON_BODY = { 'content-type': 'application/x-amz-json-1.0' };

export interface QueueLag {
  /** Seconds in which a new queue is unknown. */
  readonly unknown?: number;
  /** Seconds in which its tags do not show. */
  readonly untagged?: number;
  /** Seconds in which every second read of settings gives the old ones. */
  readonly stale?: number;
  /** Seconds in which every second read of a deleted queue still finds it. */
  readonly ghost?: number;
}

export function queueNames(
  { clock, ground }: HazardContext,
  { unknown = 3, untagged = 6, stale = 30, ghost = 8 }: QueueLag = {},
): Hazard {
  const born = new Map<string, number>();
  const deleted = new Map<string, number>();
  const before = new Map<string, { until: number; body: string }>();
  let looks = 0;
  const since = (map: Map<string, number>, name: string) => clock.now() - (map.get(name) ?? Number.NEGATIVE_INFINITY);

  return async (call, pass) => {
    if (call.service !== 'sqs') return pass();
    const name = nameIn(call);
    looks += 1;
    if (is(call, 'CreateQueue')) {
      if (since(deleted, name) < LOCKED)
        return refuse(call, 'QueueDeletedRecently', 'You must wait 60 seconds after deleting a queue.');
      const answer = await pass();
      if (answer.status < 300 && !born.has(name)) born.set(name, clock.now());
      return answer;
    }
    if (name && since(deleted, name) < ghost && looks % 2 && is(call, 'GetQueueUrl')) {
      const QueueUrl = `${ground.endpoint}/${ground.account}/${name}`;
      return { status: 200, headers: JSON_BODY, body: JSON.stringify({ QueueUrl }) };
    }
    if (name && since(born, name) < unknown)
      return refuse(call, 'QueueDoesNotExist', 'The specified queue does not exist.');
    if (is(call, 'ListQueueTags') && since(born, name) < untagged)
      return { status: 200, headers: JSON_BODY, body: JSON.stringify({}) };
    if (is(call, 'SetQueueAttributes')) {
      const target = JSON.parse((call.input.Attributes as Record<string, string>).RedrivePolicy || '{}');
      if (since(born, String(target.deadLetterTargetArn).split(':').at(-1) ?? '') < 2 * untagged)
        return refuse(
          call,
          'InvalidParameterValue',
          'Value for parameter RedrivePolicy is invalid. Reason: Dead letter target does not exist.',
        );
      before.set(name, { until: clock.now() + stale, body: before.get(name)?.body ?? '' });
    }
    const answer = await pass();
    if (is(call, 'DeleteQueue') && answer.status < 300) {
      deleted.set(name, clock.now());
      born.delete(name);
      before.delete(name);
    }
    if (!is(call, 'GetQueueAttributes') || answer.status >= 300) return answer;
    const old = before.get(name);
    if (old && clock.now() < old.until && old.body && looks % 2) return { ...answer, body: old.body };
    if (!old || clock.now() >= old.until) before.set(name, { until: 0, body: answer.body });
    return answer;
  };
}

const nameIn = (call: Call) => asked(call, 'QueueName') || asked(call, 'QueueUrl').split('/').at(-1) || '';
