// The commands beside a plain SDK script of the usual kind, on the same local cloud: an `up` that changes nothing, at
// two delays a call, and the calls of `up` and `down`.

import { measured, middle, type Run } from '../testing/bench/command-run.ts';
import { type Finding, finding } from '../testing/bench/measure.ts';
import { LONG_DELAY } from '../testing/bench/proxy.ts';
import { withProxy } from '../testing/bench/surroundings.ts';

const ROUNDS = 5;
/** Milliseconds: this machine, and a region nearby. */
const DELAYS = [0, 30];

export function bench(): Promise<Finding[]> {
  return withProxy(async (home, proxy) => {
    const run = (file: string, ...words: string[]) => measured(proxy, home, file, ...words);
    const ours = { up: () => run('provision/up.ts'), down: () => run('teardown/down.ts', '--yes') };
    const PLAIN = 'src/testing/bench/plain/plain.ts';
    const plain = { up: () => run(PLAIN, 'up'), down: () => run(PLAIN, 'down') };

    const [made, theirs] = [await ours.up(), await plain.up()];
    const findings = [calls('up', made, theirs, { atMost: 130 })];
    for (const delay of DELAYS) {
      proxy.delay = delay;
      const runs: { ours: Run[]; theirs: Run[] } = { ours: [], theirs: [] };
      for (let round = 0; round < ROUNDS; round += 1) {
        runs.ours.push(await ours.up());
        runs.theirs.push(await plain.up());
      }
      findings.push(...unchanged(delay, runs));
    }
    proxy.delay = LONG_DELAY;
    findings.push(inARow('up unchanged', await ours.up(), { atMost: 4 }));
    findings.push(inARow('down', await ours.down(), {}));
    proxy.delay = 0;
    await ours.up();
    findings.push(calls('down', await ours.down(), await plain.down(), { atMost: 80 }));
    return findings;
  });
}

const calls = (what: string, ours: Run, theirs: Run, goal: { atMost: number }) =>
  finding(
    `${what}, calls`,
    ours.calls,
    goal,
    `${ours.seconds.toFixed(1)} s`,
    `${theirs.calls} calls, ${theirs.seconds.toFixed(1)} s`,
  );

const inARow = (what: string, { depth, calls }: Run, goal: { atMost?: number }) =>
  finding(`${what}, calls in a row`, depth, goal, `${calls} calls`);

function unchanged(delay: number, { ours, theirs }: { ours: readonly Run[]; theirs: readonly Run[] }): Finding[] {
  const name = `up unchanged, ${delay} ms a call`;
  const [mine, usual] = [middle(ours, 'seconds'), middle(theirs, 'seconds')];
  const time = finding(
    `${name}, share of its time`,
    mine / usual,
    delay ? { atMost: 0.35 } : {},
    `${mine.toFixed(2)} s`,
    `${usual.toFixed(2)} s`,
  );
  const told = (runs: readonly Run[]) =>
    `${middle(runs, 'calls')} calls, ${middle(runs, 'cpu').toFixed(2)} s CPU, ${middle(runs, 'megabytes').toFixed(0)} MB`;
  const cpu = middle(ours, 'cpu') / middle(theirs, 'cpu');
  return delay ? [time] : [time, finding(`${name}, share of its CPU`, cpu, {}, told(ours), told(theirs))];
}
