// The systems that a matrix is tried on, with and without their alarms. The alarms of all systems are one pattern, and a system
// without alarms is the same both times. So the usual run takes the first system with its alarms, and the others without.

import type { System } from '../systems/system.ts';
import { SYSTEM_NAMES, SYSTEMS } from '../systems.ts';
import { LONG, LONG_SYSTEM } from './long.ts';

/** The names of the systems that are tested: all, or the one of a long run. */
export const TESTED = SYSTEM_NAMES.filter((name) => !LONG_SYSTEM || name === LONG_SYSTEM);
if (!TESTED.length)
  throw new Error(`LONG_TESTS=${LONG_SYSTEM}: there is no such system. Name one of ${SYSTEM_NAMES.join(', ')}.`);

type Scopes<Scope> = Readonly<Record<'without alarms' | 'with alarms', Scope>>;

function isTried(system: System, scope: string): boolean {
  const alarms = scope === 'with alarms';
  if (LONG) return !alarms || system.configured({}).abilities.alarms !== undefined;
  return alarms === (system.name === SYSTEM_NAMES[0]);
}

/** @returns "audit-log, without alarms", its system, and what the scope says */
export async function casesOf<Scope extends object>(scopes: Scopes<Scope>) {
  const systems = await Promise.all(TESTED.map((name) => SYSTEMS[name]()));
  return systems.flatMap((system) =>
    Object.entries(scopes)
      .filter(([scope]) => isTried(system, scope))
      .map(([scope, its]) => ({ name: `${system.name}, ${scope}`, system, ...its })),
  );
}
