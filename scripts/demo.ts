// npm run demo [-- system]: the whole lesson of a system on real input, from nothing to checked results. Leaves the system up.

import pc from 'picocolors';
import { claim } from '../src/cli/at-work.ts';
import { command } from '../src/cli/command.ts';
import { confirm } from '../src/cli/confirm.ts';
import { runStory } from '../src/cli/run-story.ts';
import { stepsOf } from '../src/engine/steps-of.ts';
import { refuseSecondRegion } from '../src/operate/one-region.ts';
import { restingPrice } from '../src/operate/price.ts';
import { spoken } from '../src/screen/language.ts';
import { nextCommand } from '../src/screen/next-command.ts';
import { table } from '../src/screen/table.ts';

const USAGE = `Usage: npm run demo -- [system] [flags]
The whole lesson of a system: builds it, gives it real input, waits for the results and compares them. Leaves it up.`;

await command({ usage: USAGE, flags: {}, needs: 'demo' }, async (session) => {
  const { cloud, configured, flags, signal, say, print, system, ability: demo } = session;
  await claim(cloud, 'demo');
  const story = await configured.story(cloud);
  const steps = stepsOf(story.parts);
  await refuseSecondRegion(cloud, steps);
  const price = restingPrice(steps);
  await confirm(cloud, `build ${system.name}, which stays up (${price} until it is taken down)`, {
    yes: flags.yes,
    signal,
  });

  say(`${pc.bold(pc.cyan('Act 1 · Build the system'))}`);
  say(`  ${pc.dim('npm run up does just this; run again, it repairs what drifted and makes nothing twice.')}\n`);
  const { failure } = await runStory(session, story.up);
  if (failure) throw failure;
  const checks = await demo.play(session).catch((error: unknown) => {
    print({ event: 'demo', system: system.name, ok: false, checks: [] });
    throw error;
  });

  say('All results are right. The system stays up; go on:\n');
  const down = `takes all of it away${cloud.local ? '' : `: until then it costs ${price}`}`;
  const rows = [
    ...demo.next(session),
    [nextCommand(cloud, 'up', '--step'), 'the same story, one part at a time, explained'],
    [nextCommand(cloud, 'down'), down],
  ];
  for (const line of table(rows)) say(`  ${line}`);
  print({ event: 'demo', system: system.name, ok: true, checks });
});
