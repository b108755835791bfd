// Plays the drills that somebody asked for, and says what happened.

import pc from 'picocolors';
import { Interrupted, Problem } from '../../engine/problems.ts';
import type { Text } from '../../engine/text.ts';
import { duration } from '../../engine/wait.ts';
import { explain } from '../../screen/explain.ts';
import { language, spoken } from '../../screen/language.ts';
import { filled } from '../../screen/wrap.ts';
import type { Here } from '../../systems/abilities.ts';
import type { Drill, Playing } from './drill.ts';
import { playAll } from './open.ts';
import { OUTCOME, outcomeTable } from './outcome.ts';
import type { Played } from './play.ts';
import type { Opening, Site } from './site.ts';

const REMOVED: Text = {
  en: 'The stage of the drills is removed. Run the same command again to begin anew.',
  pt: 'O stage dos simulados foi removido. Rode o mesmo comando de novo para recomeçar.',
};

/** @param chosen names of drills @throws Problem when a drill failed, Interrupted after Ctrl-C */
export async function playChosen<S extends Site>(
  { drills, open }: Playing<S>,
  here: Here & Opening,
  chosen: readonly string[],
): Promise<void> {
  const { signal, say, print, screen } = here;
  const failures: unknown[] = [];
  const site = await open(here);
  try {
    const wanted = drills.filter(({ name }) => chosen.includes(name));
    const played = await playAll(site, wanted, {
      begins: (drill) => introduce(here, drill),
      tell: (what) => say(`  ${what}`),
      ended: (one) => ended(here, one),
      failed(drill, error) {
        failures.push(error);
        if (!(error instanceof Interrupted)) say(explain(error)); // Ctrl-C is told once, at the end
        print({ event: 'drill', drill: drill.name, ok: false, error: String(error) });
      },
    });
    if (played.length) say(`\n${filled(spoken(OUTCOME), screen.columns)}`);
    for (const line of played.length ? outcomeTable(played, screen.columns) : []) say(line);
  } finally {
    site.close();
  }
  if (signal.aborted) throw new Interrupted(undefined, { next: REMOVED });
  if (failures.length) throw notAsTheyShould(failures, chosen.length);
}

function notAsTheyShould(failures: readonly unknown[], of: number): Problem {
  const what = {
    en: `${failures.length} of ${of} drills did not end as they should.`,
    pt: `${failures.length} de ${of} simulados não terminaram como deviam.`,
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
    const after = duration(Math.max(0, mail), language());
    const told = {
      en: `${row.name}: the operators had their mail after ${after}`,
      pt: `${row.name}: os operadores receberam o e-mail depois de ${after}`,
    };
    say(`  ${spoken(told)}`);
  }
  say(pc.dim(`  ${spoken({ en: 'over after', pt: 'terminou depois de' })} ${duration(seconds, language())}`));
  print({
    ...{ event: 'drill', drill: drill.name, ok: true, seconds, repaired },
    alarms: rung.map(({ row, signal, alarm, mail, back }) => ({ alarm: row.name, signal, rang: alarm, mail, back })),
  });
}
