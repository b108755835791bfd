// npm run drill -- NAME|all: breaks one thing, shows signal, alarm and mail with their times, mends it, shows the alarm go back.
// Notice: it has a line counter of its own, in stage "drill", built before and taken down after; yours is not touched.

import pc from 'picocolors';
import { claim } from '../src/cli/at-work.ts';
import { closest } from '../src/cli/closest.ts';
import { command, explain, type Session } from '../src/cli/command.ts';
import { confirm } from '../src/cli/confirm.ts';
import { Interrupted, Problem, UsageProblem } from '../src/engine/problems.ts';
import { duration } from '../src/engine/wait.ts';
import { refuseSecondRegion } from '../src/operate/doctor/one-region.ts';
import { POINTS } from '../src/patterns/alarms/row.ts';
import { restingCost } from '../src/screen/price.ts';
import { table } from '../src/screen/table.ts';
import { DRILLS } from '../src/systems/line-counter/drills/all.ts';
import { type Drill, PERIOD } from '../src/systems/line-counter/drills/drill.ts';
import { playAll } from '../src/systems/line-counter/drills/open.ts';
import { OUTCOME, outcome } from '../src/systems/line-counter/drills/outcome.ts';
import type { Played } from '../src/systems/line-counter/drills/play.ts';
import { openSite, STAGE } from '../src/systems/line-counter/drills/site.ts';
import { lineCounter } from '../src/systems/line-counter/parts.ts';

const USAGE = `Usage: npm run drill -- NAME…|all [flags]
Builds a line counter of its own in stage "${STAGE}", breaks one thing in it, waits for alarm and mail, mends it with what
npm run up does, waits until the alarm has gone back, and takes it all down. Names:
${DRILLS.map(({ name, rings }) => `  ${name.padEnd(17)}${rings.join(', ')}`).join('\n')}`;

/** Minutes that building the stage and taking it down may take on AWS: the cache, and the functions' network interfaces. */
const AROUND = 45;

const LOCALLY = `The local cloud evaluates no alarm on what AWS services measure. Our own evaluator does, by CloudWatch's rules, on
what the worker's log, the queues, the functions and the cache show; a period lasts ${PERIOD} s here, or a little more
than a second. The states are then told to the real alarms, and their composites publish the mails.`;

process.env.STAGE = STAGE; // whatever the settings say: what is shown and asked is about the stage that is built
await command({ usage: USAGE, flags: {}, words: true, prepare }, async (session, drills) => {
  const { cloud, settings, flags, signal, say, print } = session;
  const minutes = drills.reduce((sum, { minutesOnAws = 0 }) => sum + minutesOnAws, AROUND);
  await claim(cloud, 'drill');
  const parts = lineCounter(cloud, { ...settings, ALARMS: 'on' }); // a drill without alarms would be none
  await refuseSecondRegion(cloud, parts);
  const price = `${restingCost(parts).en}, started hours count whole, and cents for calls; about ${duration(minutes * 60)}`;
  await confirm(
    cloud,
    `build a line counter in stage ${STAGE}, break it ${drills.length} times and take it down (${price})`,
    {
      yes: flags.yes,
      signal,
    },
  );
  say(cloud.local ? LOCALLY : 'CloudWatch evaluates these alarms itself, in their own periods: this takes a while.');

  const failures: unknown[] = [];
  const site = await openSite({ cloud, settings, signal, screen: session.screen });
  try {
    const played = await playAll(site, drills, {
      begins: (drill) => introduce(session, drill),
      tell: (what) => say(`  ${what}`),
      ended: (one) => ended(session, one),
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
    throw new Problem(`${failures.length} of ${drills.length} drills did not end as they should.`, {
      cause: failures[0],
      next: 'Each says above what it waited for. Run those again by name.',
    });
});

function prepare({ aws }: { aws: boolean }, words: readonly string[]): readonly Drill[] {
  return aws ? onAws(named(words), words) : named(words);
}

/** @throws UsageProblem for a name that is none */
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

/** @throws UsageProblem when one of them needs what only this machine has */
function onAws(drills: readonly Drill[], words: readonly string[]): readonly Drill[] {
  const possible = drills.filter(({ minutesOnAws }) => minutesOnAws !== undefined);
  if (possible.length === drills.length || words[0] === 'all') return possible;
  const names = DRILLS.filter(({ minutesOnAws }) => minutesOnAws !== undefined).map(({ name }) => name);
  throw new UsageProblem('Not all of these can be played on AWS: some need a way into the cache, or days.', {
    next: `On AWS there are ${names.join(', ')}.`,
  });
}

type Shown = Pick<Session<Record<never, never>>, 'say' | 'print' | 'cloud'>;

function introduce({ say, cloud }: Shown, { name, point, breaks, plays }: Drill): void {
  say(`\n${pc.bold(`${point} · ${POINTS[point].en}: ${name}`)}\n  ${breaks.en}`);
  if (plays && cloud.local) say(pc.dim(`  Played: ${plays.en}.`));
}

function ended({ say, print }: Shown, { drill, rung, repaired, seconds }: Played): void {
  for (const { row, mail } of rung)
    say(`  ${row.name}: the operators had their mail after ${duration(Math.max(0, mail))}`);
  say(pc.dim(`  over after ${duration(seconds)}`));
  print({
    ...{ event: 'drill', drill: drill.name, ok: true, seconds, repaired },
    alarms: rung.map(({ row, signal, alarm, mail, back }) => ({ alarm: row.name, signal, rang: alarm, mail, back })),
  });
}
