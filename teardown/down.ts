// npx tsx teardown/down.ts [stack]: take all of it away, and prove that nothing is left.

import { command } from '../src/command.ts';
import { confirm } from '../src/confirm.ts';
import { Problem } from '../src/core/problems.ts';
import { findLeftovers } from '../src/leftovers/find.ts';
import { forgetRecords } from '../src/local/forget-records.ts';
import { lineCounter, names } from '../src/stacks/line-counter.ts';
import { STORY_FLAGS, sentence, tell } from '../src/tell.ts';
import { teardown } from './line-counter.ts';

const USAGE = `Usage: npx tsx teardown/down.ts [stack] [flags]
Removes every resource of a stack (line-counter unless named), files and records included, and looks again that nothing
of it is left. Works on a half-built stack too. Safe to repeat.
  --plan     say what would be removed, remove nothing
  --step     the walkthrough: one part at a time, each explained before it, its calls shown after it`;

await command({ usage: USAGE, flags: STORY_FLAGS, stacks: ['line-counter'] }, async (session) => {
  const { cloud, settings, flags, say, print, signal } = session;
  const is = names(cloud, settings);
  if (!flags.plan)
    await confirm(cloud, `delete ${session.stack} with all its files and records`, {
      yes: flags.yes,
      signal,
    });

  const told = await tell(session, (run) => teardown(run, lineCounter(cloud, settings)), flags);
  if (cloud.endpoint && !flags.plan && !told.failure) await forgetRecords(cloud.endpoint, is.namespace);
  const left = flags.plan || told.failure ? [] : await findLeftovers(cloud, is.stack);

  say(`\n${sentence(told.summary, flags.plan)}.`);
  print({ event: 'summary', ...told.summary, ok: told.summary.ok && left.length === 0 });
  if (told.failure) throw told.failure;
  if (left.length)
    throw new Problem(
      `${left.length} things are left: ${left.map(({ service, name }) => `${service} ${name}`).join(', ')}.`,
      { next: 'Run the same command again; what AWS is still deleting goes by itself.' },
    );
  if (!flags.plan) say(`Looked again: nothing of ${is.stack} is left in account ${cloud.account}, ${cloud.region}.`);
});
