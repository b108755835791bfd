// As fast as AWS allows: with AWS's own waits on a clock that jumps, a run takes no longer than its longest chain.
// Notice: seconds are virtual, so these figures are the same on every machine, however busy.

import { expect, test } from 'vitest';
import { provision } from '../../../provision/line-counter.ts';
import { teardown } from '../../../teardown/line-counter.ts';
import { duration } from '../../engine/wait.ts';
import { cacheStates } from '../hazards/cache-states.ts';
import { endpointStates } from '../hazards/endpoint-states.ts';
import { functionStates } from '../hazards/function-states.ts';
import { lambdaInterfaces } from '../hazards/lambda-interfaces.ts';
import { mappingStates } from '../hazards/mapping-states.ts';
import { roleSpreading } from '../hazards/role-spreading.ts';
import { openWorld } from '../hazards/world.ts';
import { buckets } from './buckets.ts';
import { type Chain, watchChain } from './chain.ts';

/** What AWS takes on the way that cannot be shortened, in seconds of the hazards: cache, its members, environment, mapping. */
const QUICKEST_UP = 360 + 60 + 15 + 40;
/** Mapping, cache, its subnet group. */
const QUICKEST_DOWN = 40 + 240 + 30;

test('`up` and `down` take as long as their longest chains, and are never throttled', async () => {
  let throttled: string[] = [];
  const world = await openWorld((all) => {
    const limits = buckets(all);
    throttled = limits.throttled;
    const endpoints = endpointStates(all, { unsuccessful: 0 });
    const states = [roleSpreading(all), functionStates(all), cacheStates(all), mappingStates(all)];
    return [limits.hazard, lambdaInterfaces(all).hazard, endpoints.hazard, ...states];
  });
  const chains: Record<string, Chain> = {};

  const up = await world.tell((run, part) => {
    chains.up = watchChain(run);
    return provision(chains.up.run, part);
  });
  const again = await world.up();
  const down = await world.tell((run, part) => {
    chains.down = watchChain(run);
    return teardown(chains.down.run, part);
  });
  expect([up, again, down].flatMap(({ errors }) => errors)).toEqual([]);
  expect(await world.left()).toEqual([]);

  const longest = { up: await chains.up?.longest(up.results), down: await chains.down?.longest(down.results) };
  const ratio = { up: up.seconds / (longest.up?.seconds ?? 0), down: down.seconds / (longest.down?.seconds ?? 0) };
  expect(ratio.up).toBeLessThanOrEqual(1.05);
  expect(ratio.down).toBeLessThanOrEqual(1.1);
  // The chains themselves have little in them but AWS's own time.
  expect(up.seconds / QUICKEST_UP).toBeLessThanOrEqual(1.05);
  expect(down.seconds / QUICKEST_DOWN).toBeLessThanOrEqual(1.1);
  expect(throttled).toEqual([]);

  const writes = again.results.flatMap(({ calls }) => calls.filter(({ write }) => write));
  expect(writes).toEqual([]);
  console.log(`up ${duration(up.seconds)} = ${ratio.up.toFixed(3)} x ${longest.up?.titles.join(' > ')}`);
  console.log(`down ${duration(down.seconds)} = ${ratio.down.toFixed(3)} x ${longest.down?.titles.join(' > ')}`);
  console.log(`up again: ${again.calls.length} calls, 0 writes`);
});
