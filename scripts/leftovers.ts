// npm run leftovers: is anything of the line counter still there? Looks only; the same look with which `down` ends.

import { command } from '../src/command.ts';
import { duration, wallClock } from '../src/core/wait.ts';
import { findOrphans } from '../src/leftovers/by-name.ts';
import { findLeftovers } from '../src/leftovers/find.ts';
import { orphanNews, receipt } from '../src/leftovers/receipt.ts';
import { names } from '../src/stacks/line-counter.ts';

const USAGE = `Usage: npx tsx scripts/leftovers.ts [flags]
Lists what of the line counter is there, service by service; changes nothing. Exit code 1 when there is something.`;

await command({ usage: USAGE, flags: {} }, async ({ cloud, settings, say, print, signal }) => {
  const clock = wallClock(signal);
  const start = clock.now();
  const { stack } = names(cloud, settings);
  const left = await findLeftovers(cloud, stack);
  for (const { service, name, why = '' } of left) say(`  ${service.padEnd(20)} ${name}   ${why}`.trimEnd());
  const orphans = await findOrphans(cloud, stack);
  print({ event: 'leftovers', left, orphans });
  if (orphans.length) say(orphanNews(orphans));
  say(`${receipt(cloud, stack, left, new Date(), true)} (${duration(clock.now() - start)})`);
});
