// npm run redrive: dead letters go back to the queue and are tried again.
// Notice: repair the cause first (see npm run dead-letters), or after five more tries they are here again.

import { command } from '../src/cli/command.ts';
import { confirm } from '../src/cli/confirm.ts';
import { Interrupted, Problem } from '../src/engine/problems.ts';
import { duration, wallClock } from '../src/engine/wait.ts';
import { depthOf, messages } from '../src/operate/dead-letters/depth.ts';
import { move } from '../src/operate/dead-letters/move.ts';
import { nextCommand } from '../src/screen/next-command.ts';
import { statusLine } from '../src/screen/status-line.ts';
import { wholeNumber } from '../src/settings/numbers.ts';

const USAGE = `Usage: npm run redrive -- [system] [flags]
Moves dead letters back to their queue; the function tries them again. Ctrl-C stops it; run again, it goes on.
  --max-per-second n  at most so many a second, 1 to 500: better for a cache that has just started`;

const FLAGS = { 'max-per-second': { type: 'string' } } as const;
/** Messages a second (SQS API reference, StartMessageMoveTask). */
const FASTEST = 500;

await command({ usage: USAGE, flags: FLAGS, needs: 'deadLetters', prepare }, async (session, perSecond) => {
  const { cloud, flags, say, print, signal, screen } = session;
  const { from, to } = session.ability(cloud);
  const look = async () => {
    const [dead, jobs] = await Promise.all([
      depthOf(cloud, from),
      typeof to === 'string' ? depthOf(cloud, to) : undefined, // a function has no queue that shows
    ]);
    const queue = jobs && { queue: jobs.waiting + jobs.inFlight };
    return { deadLetters: dead.waiting, inFlight: dead.inFlight, ...queue };
  };

  const before = await look();
  say(`  before   ${before.deadLetters} dead letters${inQueue(before)}`);
  print({ event: 'before', ...before });
  if (!before.deadLetters && !before.inFlight)
    return say('\nNo dead letters: there is nothing to move. (SQS may count a new one up to a minute late.)');
  await confirm(cloud, `move about ${messages(before.deadLetters)} back to their queue`, { yes: flags.yes, signal });

  const clock = wallClock();
  const start = clock.now();
  const line = statusLine(screen);
  const progress = (moved: number, of?: number) => {
    line.show(`  moving   ${moved}${of ? ` of about ${of}` : ''}, ${duration(clock.now() - start)}`);
    print({ event: 'moving', moved, ...(of !== undefined && { of }) });
  };
  const { moved, stopped, stayed, by } = await move(cloud, { from, to, perSecond, signal, progress, say }).finally(
    line.clear,
  );

  const after = await look();
  say(`  moved    ${moved}, in ${duration(clock.now() - start)}`);
  say(`  after    ${after.deadLetters} dead letters${inQueue(after)} (approximate)`);
  print({ event: 'redrive', by, moved, stopped, stayed, after });
  if (stopped) throw new Interrupted();
  const [first] = stayed;
  if (first)
    throw new Problem(`${messages(stayed.length)} could not be moved and stayed, the first because: ${first.why}.`, {
      next: 'Nothing is lost. npm run dead-letters shows what they are; run the command again to try once more.',
    });
  if (moved)
    say(
      `\nThe function has them now. See how it goes:  ${nextCommand(cloud, 'status')}  or  ${nextCommand(cloud, 'logs')}`,
    );
  else
    say(`\nNo message could be moved: somebody else is reading ${messages(before.inFlight)}. Try again in a minute.`);
});

function inQueue({ queue }: { queue?: number }): string {
  return queue === undefined ? '' : `, ${messages(queue)} in the queue`;
}

/** Messages a second. @throws UsageProblem */
function prepare({ 'max-per-second': given }: { 'max-per-second'?: string | undefined }): number | undefined {
  if (given === undefined) return undefined;
  return wholeNumber('max-per-second', given, { least: 1, most: FASTEST, example: 20 });
}
