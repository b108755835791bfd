// Hazard 7: an event source mapping has states in which every other call is refused. It stays after its queue and its
// function. It is refused when the queue hides messages for a shorter time than the function may run.

import { DeleteEventSourceMappingCommand, GetFunctionCommand } from '@aws-sdk/client-lambda';
import { GetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import type { HazardContext } from './context.ts';
import { Later } from './later.ts';
import { refuse } from './refusal.ts';
import { asked, type Call, type Hazard, is } from './wire.ts';

/** Seconds of each state. */
const [CREATING, ENABLING, UPDATING, DELETING] = [20, 20, 15, 40];

export function mappingStates({ clock, ground }: HazardContext): Hazard {
  const born = new Map<string, number>();
  const updated = new Map<string, number>();
  const deletions = new Later(clock);
  const stateOf = (id: string) => {
    const age = clock.now() - (born.get(id) ?? Number.NEGATIVE_INFINITY);
    if (deletions.has(id)) return 'Deleting';
    if (age < CREATING) return 'Creating';
    if (age < CREATING + ENABLING) return 'Enabling';
    return clock.now() < (updated.get(id) ?? 0) ? 'Updating' : undefined;
  };

  return async (call, pass) => {
    if (!/EventSourceMapping/.test(call.operation)) return pass();
    await deletions.due();
    const id = asked(call, 'UUID');
    if (is(call, 'CreateEventSourceMapping')) {
      const refused = await tooImpatient(ground, call);
      if (refused) return refused;
      const answer = await pass();
      if (answer.status < 300) born.set(JSON.parse(answer.body).UUID, clock.now());
      return answer;
    }
    if (is(call, 'ListEventSourceMappings')) {
      const { body, ...rest } = await pass();
      const told = JSON.parse(body);
      for (const one of told.EventSourceMappings) one.State = stateOf(one.UUID) ?? one.State;
      return { ...rest, body: JSON.stringify(told) };
    }
    const state = stateOf(id);
    if (state)
      return refuse(call, 'ResourceInUseException', 'Cannot change the event source mapping because it is in use.');
    if (is(call, 'DeleteEventSourceMapping')) {
      deletions.put(id, DELETING, () => ground.lambda.send(new DeleteEventSourceMappingCommand({ UUID: id })));
      return { status: 202, headers: {}, body: JSON.stringify({ UUID: id, State: 'Deleting' }) };
    }
    updated.set(id, clock.now() + UPDATING);
    return pass();
  };
}

/** Lambda compares the queue's visibility timeout with the function's timeout when a mapping is made. */
async function tooImpatient({ sqs, lambda, endpoint, account }: HazardContext['ground'], call: Call) {
  const QueueUrl = `${endpoint}/${account}/${asked(call, 'EventSourceArn').split(':').at(-1)}`;
  const [queue, worker] = await Promise.all([
    sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['VisibilityTimeout'] })),
    lambda.send(new GetFunctionCommand({ FunctionName: asked(call, 'FunctionName') })),
  ]);
  const [hidden, runs] = [Number(queue.Attributes?.VisibilityTimeout), Number(worker.Configuration?.Timeout)];
  if (hidden >= runs) return undefined;
  const text = `Queue visibility timeout: ${hidden} seconds is less than Function timeout: ${runs} seconds`;
  return refuse(call, 'InvalidParameterValueException', text);
}
