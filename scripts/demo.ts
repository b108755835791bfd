// npm run demo [-- system]: the whole lesson of a system on real input, with checked results. The system stays up.

import { claim } from '../src/cli/at-work.ts';
import { command } from '../src/cli/command.ts';
import { confirm } from '../src/cli/confirm.ts';
import { runStory } from '../src/cli/run-story.ts';
import { Problem } from '../src/engine/problems.ts';
import type { Text } from '../src/engine/text.ts';
import { refuseSecondRegion } from '../src/operate/doctor/one-region.ts';
import { act } from '../src/screen/act.ts';
import { spoken } from '../src/screen/language.ts';
import { nextCommand } from '../src/screen/next-command.ts';
import { restingCost } from '../src/screen/price.ts';
import { table } from '../src/screen/table.ts';
import type { Demo, Here } from '../src/systems/abilities.ts';

const USAGE = `Usage: npm run demo -- [system] [flags]
The whole lesson of a system: builds it, gives it real input, waits for the results and compares them. Leaves it up.`;

const BUILD = [
  { en: 'Build the system', pt: 'Construir o sistema' },
  {
    en: 'npm run up does just this; run again, it repairs what drifted and makes nothing twice.',
    pt: 'npm run up faz só isto; rodado de novo, conserta o que mudou e não cria nada duas vezes.',
  },
] as const;

await command({ usage: USAGE, flags: {}, needs: 'demo' }, async (session) => {
  const { cloud, configured, flags, signal, say, print, system, ability: demo } = session;
  demo.refuse?.(cloud);
  await claim(cloud, 'demo');
  const story = await configured.story(cloud);
  await refuseSecondRegion(cloud, story.parts);
  const price = restingCost(story.parts).en;
  await confirm(cloud, `build ${system.name}, which stays up (${price} until it is taken down)`, {
    yes: flags.yes,
    signal,
  });

  act(say, 1, BUILD);
  const build = async () => {
    const { failure } = await runStory(session, story.up);
    if (failure) throw failure;
  };
  await build();
  const checks = await demo.play(session, build);
  const wrong = checks.filter(({ ok }) => !ok).map(({ what }) => spoken(inBoth(what)));
  if (!wrong.length) goOn(session, demo, price);
  print({
    event: 'demo',
    system: system.name,
    ok: !wrong.length,
    checks: checks.map(({ what, ok }) => ({ what: inBoth(what).en, ok })),
  });
  if (wrong.length)
    throw new Problem(`Not as expected: ${wrong.join('; ')}.`, {
      next: `${nextCommand(cloud, 'status')} shows what is missing, waits or failed; ${nextCommand(cloud, 'logs')} what the functions say.`,
    });
});

function goOn({ cloud, say }: Here, demo: Demo, price: string): void {
  say('Everything is as expected. The system stays up; go on:\n');
  const rows = [
    ...demo.next(cloud),
    [nextCommand(cloud, 'up', '--step'), 'the same story, one part at a time, explained'],
    [nextCommand(cloud, 'down'), `removes all of it${cloud.local ? '' : `: until then it costs ${price}`}`],
  ];
  for (const line of table(rows)) say(`  ${line}`);
  for (const hint of demo.hints(cloud)) say(`\n${hint}`);
}

function inBoth(what: Text | string): Text {
  return typeof what === 'string' ? { en: what, pt: what } : what;
}
