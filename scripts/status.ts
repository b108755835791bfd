// npm run status: does every part exist as declared; and what waits, what failed, who gets mails.
// It runs the story of `up` and only reads. So it misses no part, and `up` would repair exactly what it calls drifted.

import { command } from '../src/cli/command.ts';
import { runStory } from '../src/cli/run-story.ts';
import { nextCommand } from '../src/screen/next-command.ts';

const USAGE = `Usage: npm run status -- [system] [flags]
Shows every part (present, drifted and in which fields, absent), and what the system says of itself: what waits, what
failed, who hears of it. Writes nothing.`;

const WORDS = { unchanged: 'present', 'would-create': 'absent', 'would-repair': 'drifted' } as const;

await command({ usage: USAGE, flags: {} }, async (session) => {
  const { cloud, configured, say, print } = session;
  const story = await configured.story(cloud);
  const { summary, failure } = await runStory(session, story.up, { plan: true, words: WORDS });
  const { unchanged: present, repaired: drifted, created: absent, removed: surplus } = summary;
  const statusOf = await configured.abilities.status?.();
  const { lines = [], fields = {} } = (await statusOf?.(cloud, !failure && absent === 0)) ?? {};

  say(`\n${present} present, ${drifted} drifted, ${absent} absent${surplus ? `, ${surplus} too many` : ''}.`);
  if (absent + drifted + surplus && !failure) say(`Put it right:  ${nextCommand(cloud, 'up')}`);
  if (lines.length) say();
  const columns = Math.max(...lines.map(({ name }) => name.length));
  for (const { name, text } of lines) say(`  ${name.padEnd(columns)}  ${text}`);
  print({ event: 'status', present, drifted, absent, surplus, ...fields });
  if (failure) throw failure;
});
