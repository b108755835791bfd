// As fast as AWS allows: with AWS's own waits, a run takes no longer than its longest chain of parts. Seconds are
// virtual, so these figures are the same on every machine.

import { expect, test } from 'vitest';
import { duration } from '../../engine/wait.ts';
import { SYSTEM_NAMES, SYSTEMS, type SystemName } from '../../systems.ts';
import { cacheStates } from '../hazards/cache-states.ts';
import { endpointStates } from '../hazards/endpoint-states.ts';
import { functionStates } from '../hazards/function-states.ts';
import { instanceStates } from '../hazards/instance-states.ts';
import { lambdaInterfaces } from '../hazards/lambda-interfaces.ts';
import { mappingStates } from '../hazards/mapping-states.ts';
import { openWithHazards } from '../hazards/open.ts';
import { roleSpreading } from '../hazards/role-spreading.ts';
import { tableStates } from '../hazards/table-states.ts';
import { buckets } from './buckets.ts';
import { type Chain, watchChain } from './chain.ts';

/**
 * AWS's own time that cannot be shortened, in seconds of the hazards.
 * Line counter, up: cache, its members, environment, mapping; down: mapping, cache, its subnet group.
 * Audit log, up: table, its backups, the role's right to send failed events; down: function, table, its last echo.
 * Document intake, up: the role's right to send failed events; down: function, queue of failed events.
 * CSV lake, up: database, its first backup, role, function, environment, password; down: function, database, its interface,
 * the echo of the subnet group.
 */
const QUICKEST: Record<SystemName, { up: number; down: number }> = {
  'line-counter': { up: 360 + 60 + 15 + 40, down: 40 + 240 + 30 },
  'audit-log': { up: 10 + 6 + 2 * 60, down: 45 + 10 + 15 },
  'document-intake': { up: 2 * 60, down: 45 + 15 },
  'csv-lake': { up: 480 + 60 + 60 + 40 + 15 + 95, down: 45 + 300 + 120 + 15 },
  'file-vault': { up: 1, down: 1 },
};

test.each(SYSTEM_NAMES)(
  '%s: `up` and `down` take as long as their longest chains, and are never throttled',
  async (name) => {
    let throttled: string[] = [];
    const system = await openWithHazards(await SYSTEMS[name](), (all) => {
      const limits = buckets(all);
      throttled = limits.throttled;
      const endpoints = endpointStates(all, { unsuccessful: 0 });
      const states = [
        ...[roleSpreading(all), functionStates(all), cacheStates(all), mappingStates(all)],
        ...[tableStates(all), instanceStates(all)],
      ];
      return [limits.hazard, lambdaInterfaces(all).hazard, endpoints.hazard, ...states];
    });
    const chains: Record<string, Chain> = {};

    const up = await system.tell((run) => {
      chains.up = watchChain(run);
      return system.story.up(chains.up.run);
    });
    const again = await system.up();
    const down = await system.tell((run) => {
      chains.down = watchChain(run);
      return system.story.down(chains.down.run);
    });
    expect([up, again, down].flatMap(({ errors }) => errors)).toEqual([]);
    expect(await system.left()).toEqual([]);

    const longest = { up: await chains.up?.longest(up.results), down: await chains.down?.longest(down.results) };
    const ratio = { up: up.seconds / (longest.up?.seconds ?? 0), down: down.seconds / (longest.down?.seconds ?? 0) };
    expect(ratio.up).toBeLessThanOrEqual(1.05);
    expect(ratio.down).toBeLessThanOrEqual(1.1);
    // The chains contain little more than AWS's own time.
    expect(up.seconds / QUICKEST[name].up).toBeLessThanOrEqual(1.05);
    expect(down.seconds / QUICKEST[name].down).toBeLessThanOrEqual(1.1);
    expect(throttled).toEqual([]);

    const writes = again.results.flatMap(({ calls }) => calls.filter(({ write }) => write));
    expect(writes).toEqual([]);
    console.log(`up ${duration(up.seconds)} = ${ratio.up.toFixed(3)} x ${longest.up?.titles.join(' > ')}`);
    console.log(`down ${duration(down.seconds)} = ${ratio.down.toFixed(3)} x ${longest.down?.titles.join(' > ')}`);
    console.log(`up again: ${again.calls.length} calls, 0 writes`);
  },
);
