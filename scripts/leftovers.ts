// npm run leftovers: does anything of a system still exist? Reads only, with the same look as at the end of `down`.

import { command } from '../src/cli/command.ts';
import { duration, wallClock } from '../src/engine/wait.ts';
import { findLeftovers } from '../src/operate/leftovers/find.ts';
import { counts, receipt } from '../src/operate/leftovers/receipt.ts';

const USAGE = `Usage: npm run leftovers -- [system] [flags]
Lists what of a system is there, service by service; changes nothing. Exit code 1 when something is left.`;

await command({ usage: USAGE, flags: {} }, async ({ cloud, configured, say, print, signal }) => {
  const clock = wallClock(signal);
  const start = clock.now();
  const { parts } = await configured.story(cloud);
  const there = await findLeftovers(cloud, parts);
  const left = there.filter(counts);
  for (const { service, name, why = '', stays } of there)
    say(`  ${service.padEnd(20)} ${name}   ${stays ? `stays: ${stays}` : why}`.trimEnd());
  print({ event: 'leftovers', left, staying: there.filter((one) => !counts(one)) });
  say(`${receipt(cloud, parts, there, new Date(), true)} (${duration(clock.now() - start)})`);
});
