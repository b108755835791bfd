// The drills of a system, for the command `drill`.

import pc from 'picocolors';
import { Interrupted, Problem } from '../../engine/problems.ts';
import type { Text } from '../../engine/text.ts';
import { duration } from '../../engine/wait.ts';
import { explain } from '../../screen/explain.ts';
import { spoken } from '../../screen/language.ts';
import { table } from '../../screen/table.ts';
import type { Environment } from '../../settings/settings.ts';
import type { Drills, Here } from '../../systems/abilities.ts';
import { chooser } from './chosen.ts';
import type { Drill } from './drill.ts';
import { playAll } from './open.ts';
import { OUTCOME, outcome } from './outcome.ts';
import type { Played } from './play.ts';
import type { Opening, Site } from './site.ts';

export interface DrillsOf<S extends Site> {
  readonly drills: readonly Drill<S>[];
  readonly settings?: Environment;
  open(session: Opening): Promise<S>;
  /** Minutes to build and remove the stage on AWS. */
  readonly around: number;
  /** How alarms are evaluated on the local cloud. */
  readonly locally: Text;
  /** Why some drills cannot be played on AWS. */
  readonly notOnAws: Text;
}

const ON_AWS: Text = {
  en: 'CloudWatch evaluates these alarms itself, in their own periods: this takes a while.',
  pt: 'O próprio CloudWatch avalia estes alarmes, nos períodos deles: isso demora.',
};

export function drillsOf<S extends Site>({ drills, settings, open, around, locally, notOnAws }: DrillsOf<S>): Drills {
  const named = (names: readonly string[]) => drills.filter(({ name }) => names.includes(name));
  return {
    ...(settings && { settings }),
    usage: drills.map(({ name, rings }) => `  ${name.padEnd(17)}${rings.join(', ')}`).join('\n'),
    chosen: chooser(drills, notOnAws),
    minutes: (chosen) => named(chosen).reduce((sum, { minutesOnAws = 0 }) => sum + minutesOnAws, around),

    async play(here, chosen, storyWith) {
      const { cloud, signal, say, print } = here;
      say(cloud.local ? locally : ON_AWS);
      const failures: unknown[] = [];
      const site = await open({ ...here, storyWith });
      try {
        const played = await playAll(site, named(chosen), {
          begins: (drill) => introduce(here, drill),
          tell: (what) => say(`  ${what}`),
          ended: (one) => ended(here, one),
          failed(drill, error) {
            failures.push(error);
            say(explain(error));
            print({ event: 'drill', drill: drill.name, ok: false, error: String(error) });
          },
        });
        if (played.length) say(`\n${spoken(OUTCOME)}`);
        for (const line of played.length ? table(outcome(played)) : []) say(line);
      } finally {
        site.close();
      }
      if (signal.aborted) throw new Interrupted();
      if (failures.length) throw notAsTheyShould(failures, chosen.length);
    },
  };
}

function notAsTheyShould(failures: readonly unknown[], of: number): Problem {
  const what = {
    en: `${failures.length} of ${of} drills did not end as they should.`,
    pt: `${failures.length} de ${of} exercícios não terminaram como deviam.`,
  };
  const next = {
    en: 'Each says above what it waited for. Run those again by name.',
    pt: 'Cada um diz acima pelo que esperou. Rode esses de novo pelo nome.',
  };
  return new Problem(what, { cause: failures[0], next });
}

function introduce(
  { say, cloud }: Here,
  { name, point, breaks, plays }: Pick<Drill, 'name' | 'point' | 'breaks' | 'plays'>,
): void {
  say(`\n${pc.bold(`${point.number} · ${spoken(point.title)}: ${name}`)}\n  ${spoken(breaks)}`);
  if (plays && cloud.local) say(pc.dim(`  ${spoken({ en: 'Played', pt: 'Como' })}: ${spoken(plays)}.`));
}

function ended<S extends Site>({ say, print }: Here, { drill, rung, repaired, seconds }: Played<S>): void {
  for (const { row, mail } of rung) {
    const after = duration(Math.max(0, mail));
    const told = {
      en: `${row.name}: the operators had their mail after ${after}`,
      pt: `${row.name}: os operadores receberam o e-mail depois de ${after}`,
    };
    say(`  ${spoken(told)}`);
  }
  say(pc.dim(`  ${spoken({ en: 'over after', pt: 'terminou depois de' })} ${duration(seconds)}`));
  print({
    ...{ event: 'drill', drill: drill.name, ok: true, seconds, repaired },
    alarms: rung.map(({ row, signal, alarm, mail, back }) => ({ alarm: row.name, signal, rang: alarm, mail, back })),
  });
}
