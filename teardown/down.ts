// npx tsx teardown/down.ts [stack]: take all of it away, and prove that nothing is left.

import { claim } from '../src/cli/at-work.ts';
import { command } from '../src/cli/command.ts';
import { confirm } from '../src/cli/confirm.ts';
import { STORY_FLAGS, sentence, tell } from '../src/cli/run-story.ts';
import { wallClock } from '../src/engine/wait.ts';
import { forgetRecords } from '../src/systems/line-counter/forget-records.ts';
import { names } from '../src/systems/line-counter/names.ts';

const USAGE = `Usage: npx tsx teardown/down.ts [stack] [flags]
Removes every resource of a stack (line-counter unless named), files and records included, and looks again that nothing
of it is left. Works on a half-built stack too. Safe to repeat.
  --plan     say what would be removed, remove nothing
  --step     the walkthrough: one part at a time, each explained before it, its calls shown after it`;

/** Loaded once the command line was understood, because the parts bring most of the SDK along. */
const story = async () => ({
  ...(await import('./line-counter.ts')),
  ...(await import('../src/systems/line-counter/parts.ts')),
  ...(await import('../src/operate/leftovers/receipt.ts')),
});

await command({ usage: USAGE, flags: STORY_FLAGS, stacks: ['line-counter'] }, async (session) => {
  const { cloud, settings, flags, say, print, signal } = session;
  const { teardown, lineCounter, lookAgain, counts, receipt } = await story();
  const is = names(cloud, settings);
  if (!flags.plan) await claim(cloud, 'down');
  if (!flags.plan)
    await confirm(cloud, `delete ${session.stack} with all its files and records`, {
      yes: flags.yes,
      signal,
    });

  const parts = lineCounter(cloud, settings);
  const told = await tell(session, (run) => teardown(run, parts), flags);
  if (cloud.endpoint && !flags.plan && !told.failure) await forgetRecords(cloud.endpoint, is.namespace);
  say(`\n${sentence(told.summary, flags.plan)}.`);
  const gone = !flags.plan && !told.failure;
  const there = gone ? await lookAgain(cloud, parts, { ...wallClock(signal), tell: say }) : [];
  const left = there.filter(counts);
  if (gone)
    print({
      event: 'receipt',
      account: cloud.account,
      region: cloud.region,
      at: new Date().toISOString(),
      left,
      staying: there.filter((one) => !counts(one)),
    });
  print({ event: 'summary', ...told.summary, ok: told.summary.ok && !left.length });
  if (told.failure) throw told.failure;
  if (gone) say(receipt(cloud, parts, there));
});
