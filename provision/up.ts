// npx tsx provision/up.ts [stack]: create, adopt or repair every resource of a stack, in order. Safe to repeat.

import { claim } from '../src/cli/at-work.ts';
import { command, type Session } from '../src/cli/command.ts';
import { confirm } from '../src/cli/confirm.ts';
import { STORY_FLAGS, sentence, type Told, tell } from '../src/cli/run-story.ts';
import { inSameCloud } from '../src/screen/next-command.ts';
import { refuseSecondRegion } from '../src/systems/line-counter/one-region.ts';
import type { provision } from './line-counter.ts';

const USAGE = `Usage: npx tsx provision/up.ts [stack] [flags]
Creates, adopts or repairs every resource of a stack (line-counter unless named). Safe to repeat.
  --plan     look and compare only: says what would be done, writes nothing
  --step     the walkthrough: one part at a time, each explained before it, its calls shown after it`;

/** Loaded once the command line was understood, because the parts bring most of the SDK along. */
const story = async () => ({
  ...(await import('./line-counter.ts')),
  ...(await import('../src/systems/line-counter/parts.ts')),
  ...(await import('../src/systems/line-counter/cost.ts')),
  ...(await import('../src/systems/line-counter/reconcile/counted-from.ts')),
});

await command({ usage: USAGE, flags: STORY_FLAGS, stacks: ['line-counter'] }, async (session) => {
  const { cloud, settings, flags } = session;
  const { provision, lineCounter, restingCost, countedFrom } = await story();
  if (!flags.plan) await claim(cloud, 'up');
  await refuseSecondRegion(cloud, settings);
  if (!flags.plan)
    await confirm(cloud, `create or repair ${session.stack} (${restingCost(cloud, settings)} until it is taken down)`, {
      yes: flags.yes,
      signal: session.signal,
    });
  const part = lineCounter(cloud, settings);
  const told = await tell(session, (run) => provision(run, part), flags);
  const { from, says } = countedFrom(told.results, part, cloud);
  if (!told.failure && !flags.plan) await giveOutputs(session, told.outputs, from);
  for (const text of says) session.say(text);
  finish(session, told, flags.plan);
  if (told.failure) throw told.failure;
});

type Outputs = ReturnType<typeof provision>;

async function giveOutputs(
  { settings, say, print }: Session<typeof STORY_FLAGS>,
  outputs: Outputs,
  uploadsCountedFrom: Date | undefined,
): Promise<void> {
  const [bucket, queue, deadLetters, topic, worker, email, operators, operatorsEmail] = await Promise.all([
    outputs.bucket,
    outputs.queue,
    outputs.deadLetters,
    outputs.topic,
    outputs.worker,
    outputs.email,
    outputs.watch.operators,
    outputs.watch.email,
  ]);
  print({
    event: 'outputs',
    bucket: bucket.name,
    queueUrl: queue.url,
    deadLetterQueueUrl: deadLetters.url,
    topicArn: topic.arn,
    functionName: worker.name,
    operatorsTopicArn: operators.arn,
    ...(uploadsCountedFrom && { uploadsCountedFrom }),
  });
  if (!email) say('\nNobody is subscribed to the results: NOTIFY_EMAIL is not set.');
  else if (!email.arn)
    say(`\n${settings.NOTIFY_EMAIL} hears nothing yet: open the mail that AWS sent there and confirm.`);
  if (settings.ALARMS === 'off') say('There are no alarms: ALARMS is off.');
  else if (!operatorsEmail) say('Nobody hears the alarms: OPERATORS_EMAIL is not set.');
  else if (!operatorsEmail.arn)
    say(`${settings.OPERATORS_EMAIL} hears no alarm yet: open the mail that AWS sent there and confirm.`);
}

function finish(
  { cloud, say, print }: Session<typeof STORY_FLAGS>,
  { summary, failure }: Told<unknown>,
  plan: boolean,
): void {
  say(`\n${sentence(summary, plan)}.${failure || plan ? '' : ` Try:  npm run upload${inSameCloud(cloud)}`}`);
  print({ event: 'summary', ...summary });
}
