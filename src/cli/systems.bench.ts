// The commands of every system: how many calls and writes, how long until the first call, from there to the last answer,
// and what the process used. Alarms and page are off, where a system has them.

import { SYSTEM_NAMES } from '../systems.ts';
import { measured, middle, type Run } from '../testing/bench/command-run.ts';
import { type Finding, finding } from '../testing/bench/measure.ts';
import { LONG_DELAY } from '../testing/bench/proxy.ts';
import { withProxy } from '../testing/bench/surroundings.ts';

const ROUNDS = 5;

export function bench(): Promise<Finding[]> {
  return withProxy(async (home, proxy) => {
    const findings: Finding[] = [];
    for (const system of SYSTEM_NAMES) {
      const up = () => measured(proxy, home, 'provision/up.ts', system, '--json');
      const made = await up();
      const unchanged: Run[] = [];
      for (let round = 0; round < ROUNDS; round += 1) unchanged.push(await up());
      proxy.delay = LONG_DELAY;
      const { depth } = await up();
      proxy.delay = 0;
      const removed = await measured(proxy, home, 'teardown/down.ts', system, '--yes', '--json');
      findings.push(
        told(`${system}, up`, [made]),
        told(`${system}, up unchanged`, unchanged, `${depth} in a row, `),
        told(`${system}, down`, [removed]),
      );
    }
    return findings;
  });
}

/** The medians of these runs. The figure is the number of calls. */
function told(what: string, runs: readonly Run[], more = ''): Finding {
  const of = (field: keyof Run, digits: number) => middle(runs, field).toFixed(digits);
  const times = `${of('start', 2)} s to the first call, ${of('answers', 2)} s to the last answer`;
  const used = `${of('cpu', 1)} s CPU, ${of('megabytes', 0)} MB`;
  return finding(`${what}, calls`, middle(runs, 'calls'), {}, `${of('writes', 0)} writes, ${more}${times}, ${used}`);
}
