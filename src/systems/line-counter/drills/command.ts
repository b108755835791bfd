// The drills of the line counter, for the command `drill`.

import pc from 'picocolors';
import { Interrupted, Problem, UsageProblem } from '../../../engine/problems.ts';
import { duration } from '../../../engine/wait.ts';
import { closest } from '../../../screen/closest.ts';
import { explain } from '../../../screen/explain.ts';
import { table } from '../../../screen/table.ts';
import type { Drills, Here } from '../../abilities.ts';
import { DRILLS } from './all.ts';
import { type Drill, PERIOD } from './drill.ts';
import { playAll } from './open.ts';
import { OUTCOME, outcome } from './outcome.ts';
import type { Played } from './play.ts';
import { openSite } from './site.ts';

/** Minutes to build and remove the stage on AWS: the cache and the functions' network interfaces are slow. */
const AROUND = 45;

const LOCALLY = `The local cloud evaluates no alarm on what AWS services measure. Our own evaluator does, by CloudWatch's rules, on
what the worker's log, the queues, the functions and the cache show; a period lasts ${PERIOD} s here, or a little more
than a second. The states are then told to the real alarms, and their composites publish the mails.`;

export const DRILLS_OF_LINE_COUNTER: Drills = {
  usage: DRILLS.map(({ name, rings }) => `  ${name.padEnd(17)}${rings.join(', ')}`).join('\n'),
  chosen: (words, aws) => (aws ? onAws(named(words), words) : named(words)).map(({ name }) => name),
  minutes: (chosen) => drillsNamed(chosen).reduce((sum, { minutesOnAws = 0 }) => sum + minutesOnAws, AROUND),

  async play(here, chosen, storyWith) {
    const { cloud, signal, say, print } = here;
    say(cloud.local ? LOCALLY : 'CloudWatch evaluates these alarms itself, in their own periods: this takes a while.');
    const failures: unknown[] = [];
    const site = await openSite({ ...here, storyWith });
    try {
      const played = await playAll(site, drillsNamed(chosen), {
        begins: (drill) => introduce(here, drill),
        tell: (what) => say(`  ${what}`),
        ended: (one) => ended(here, one),
        failed(drill, error) {
          failures.push(error);
          say(explain(error));
          print({ event: 'drill', drill: drill.name, ok: false, error: String(error) });
        },
      });
      if (played.length) say(`\n${OUTCOME}`);
      for (const line of played.length ? table(outcome(played)) : []) say(line);
    } finally {
      site.close();
    }
    if (signal.aborted) throw new Interrupted();
    if (failures.length)
      throw new Problem(`${failures.length} of ${chosen.length} drills did not end as they should.`, {
        cause: failures[0],
        next: 'Each says above what it waited for. Run those again by name.',
      });
  },
};

const drillsNamed = (names: readonly string[]): readonly Drill[] => DRILLS.filter(({ name }) => names.includes(name));

/** @throws UsageProblem for an unknown name */
function named(words: readonly string[]): readonly Drill[] {
  if (words.length === 1 && words[0] === 'all') return DRILLS;
  const unknown = words.find((word) => !DRILLS.some(({ name }) => name === word));
  if (words.length && !unknown) return DRILLS.filter(({ name }) => words.includes(name));
  const names = DRILLS.map(({ name }) => name);
  const meant = unknown && closest(unknown, names);
  const none = `There is no drill '${unknown}'.${meant ? ` Did you mean ${meant}?` : ''}`;
  throw new UsageProblem(unknown ? none : 'Which drill?', {
    next: `Name one or more of ${names.join(', ')}, or all: npm run drill -- poison`,
  });
}

/** @throws UsageProblem when one of them can run only on this machine */
function onAws(drills: readonly Drill[], words: readonly string[]): readonly Drill[] {
  const possible = drills.filter(({ minutesOnAws }) => minutesOnAws !== undefined);
  if (possible.length === drills.length || words[0] === 'all') return possible;
  const names = DRILLS.filter(({ minutesOnAws }) => minutesOnAws !== undefined).map(({ name }) => name);
  throw new UsageProblem('Not all of these can be played on AWS: some need a way into the cache, or days.', {
    next: `On AWS there are ${names.join(', ')}.`,
  });
}

function introduce({ say, cloud }: Here, { name, point, breaks, plays }: Drill): void {
  say(`\n${pc.bold(`${point.number} · ${point.title.en}: ${name}`)}\n  ${breaks.en}`);
  if (plays && cloud.local) say(pc.dim(`  Played: ${plays.en}.`));
}

function ended({ say, print }: Here, { drill, rung, repaired, seconds }: Played): void {
  for (const { row, mail } of rung)
    say(`  ${row.name}: the operators had their mail after ${duration(Math.max(0, mail))}`);
  say(pc.dim(`  over after ${duration(seconds)}`));
  print({
    ...{ event: 'drill', drill: drill.name, ok: true, seconds, repaired },
    alarms: rung.map(({ row, signal, alarm, mail, back }) => ({ alarm: row.name, signal, rang: alarm, mail, back })),
  });
}
