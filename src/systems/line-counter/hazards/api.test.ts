// Hazards of HTTP APIs: one change of an API at a time, few changes a second, and a create call without an answer, which must
// not make a second API.

import { GetApisCommand } from '@aws-sdk/client-apigatewayv2';
import { expect, test } from 'vitest';
import { times } from '../../../testing/hazards/open.ts';
import { refuse } from '../../../testing/hazards/refusal.ts';
import { type Hazard, is } from '../../../testing/hazards/wire.ts';
import { quietCounterWith } from '../testing/hazards.ts';

const PAGE = { WEB: 'on' };

/** Answers the first calls of each of these operations itself. */
function first(count: number, operations: readonly string[], answer: Hazard): Hazard {
  const seen = new Map<string, number>();
  return (call, pass) => {
    const so = seen.get(call.operation) ?? 0;
    if (!is(call, ...operations) || so === count) return pass();
    seen.set(call.operation, so + 1);
    return answer(call, pass);
  };
}

const CHANGES = ['CreateIntegration', 'CreateRoute', 'CreateStage', 'DeleteStage', 'DeleteRoute', 'DeleteIntegration'];

test('another change of the API is under way: each change is tried again, with the reason', async () => {
  const text = 'Unable to complete operation due to concurrent modification. Please try again later.';
  const busy: Hazard = async (call) => refuse(call, 'ConflictException', text, 409);
  const system = await quietCounterWith(() => [first(2, [...CHANGES, 'DeleteApi'], busy)], PAGE);
  const up = await system.up();
  expect(up.errors).toEqual([]);
  expect(up.told.join('\n')).toContain('another change of the API is under way');
  for (const operation of ['CreateIntegration', 'CreateRoute', 'CreateStage']) expect(times(up, operation)).toBe(3);
  const down = await system.down();
  expect(down.errors).toEqual([]);
  expect(await system.left()).toEqual([]);
});

test('API Gateway takes few changes a second: an API is made all the same, and only one', async () => {
  const many: Hazard = async (call) => refuse(call, 'TooManyRequestsException', 'Too Many Requests', 429);
  const system = await quietCounterWith(() => [first(3, ['CreateApi'], many)], PAGE);
  const up = await system.up();
  expect(up.errors).toEqual([]);
  expect(times(up, 'CreateApi')).toBe(4);
  expect((await system.ground.apigateway.send(new GetApisCommand({}))).Items).toHaveLength(1);
});

test('no answer, although the API was made: it is found, and no second one is made', async () => {
  const lost: Hazard = async (call, pass) => {
    await pass();
    return refuse(call, 'InternalFailure', 'the answer was lost', 500);
  };
  const system = await quietCounterWith(() => [first(1, ['CreateApi'], lost)], PAGE);
  const up = await system.up();
  expect(up.errors).toEqual([]);
  expect(times(up, 'CreateApi')).toBe(1);
  expect((await system.ground.apigateway.send(new GetApisCommand({}))).Items).toHaveLength(1);
});

test('an account that may not deliver logs is told which setting leaves the log out, and the rest of the system stands', async () => {
  const denied: Hazard = async (call, pass) =>
    is(call, 'CreateStage') && call.body.includes('accessLogSettings') && call.body.includes('destinationArn')
      ? refuse(call, 'BadRequestException', 'Insufficient permissions to enable logging', 400)
      : pass();
  const system = await quietCounterWith(() => [denied], PAGE);
  const up = await system.up();
  expect(up.errors.map(({ message }) => message)).toEqual([expect.stringContaining('may not write an access log')]);
  expect(up.errors[0]).toMatchObject({ next: { en: expect.stringContaining('WEB_ACCESS_LOG=off') } });
  const without = await quietCounterWith(() => [denied], { ...PAGE, WEB_ACCESS_LOG: 'off' });
  expect((await without.up()).errors).toEqual([]);
});
