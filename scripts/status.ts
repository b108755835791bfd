// npm run status: is every part there and as declared, what waits in the queues, does anybody hear of the results, does an
// alarm ring?
// Notice: it tells the same story as `up`, only looking. So it cannot know of a part that `up` does not, and what it
// calls drifted is exactly what `up` would put back.

import { paginateListSubscriptionsByTopic } from '@aws-sdk/client-sns';
import { provision } from '../provision/line-counter.ts';
import type { Owned } from '../src/aws/clients.ts';
import { command } from '../src/cli/command.ts';
import { tell } from '../src/cli/run-story.ts';
import { said } from '../src/engine/problems.ts';
import { absentWhen } from '../src/engine/wait.ts';
import { depthIn, type Waiting } from '../src/operate/dead-letters/depth.ts';
import { heardBy } from '../src/resources/sns/email-subscription.ts';
import { TOPIC_ABSENT } from '../src/resources/sns/topic.ts';
import type { Queue } from '../src/resources/sqs/queue.ts';
import { inSameCloud } from '../src/screen/next-command.ts';
import { ringing } from '../src/systems/line-counter/alarms/ringing.ts';
import { names } from '../src/systems/line-counter/names.ts';
import { lineCounter } from '../src/systems/line-counter/parts.ts';
import { countRecords } from '../src/systems/line-counter/records.ts';

const USAGE = `Usage: npm run status -- [flags]
Shows every part (present, drifted and in which fields, absent), the queues, whether results are
heard, and which alarms ring. Writes nothing.`;

const WORDS = { unchanged: 'present', 'would-create': 'absent', 'would-repair': 'drifted' } as const;
const EMAIL = {
  confirmed: 'an address is subscribed and confirmed',
  pending: 'not confirmed: open the mail that AWS sent there and confirm',
  ended: 'the reader ended the subscription: npm run up subscribes NOTIFY_EMAIL again, and AWS sends a new mail',
  none: 'nobody is subscribed (NOTIFY_EMAIL, then npm run up)',
};
/** Nobody has confirmed anything there. */
const NO_MAIL = 'results are published to the topic (the local cloud sends no mail)';

const ALARMS = {
  on: (ring: readonly string[]) =>
    ring.length ? `${ring.join(', ')}: README, "Monitoring strategy", says what to do` : 'none rings',
  off: () => 'off (ALARMS=on, then npm run up)',
};

await command({ usage: USAGE, flags: {} }, async (session) => {
  const { cloud, settings, say, print } = session;
  const where = names(cloud, settings);
  const told = await tell(session, (run) => provision(run, lineCounter(cloud, settings)), { plan: true, words: WORDS });
  const { unchanged: present, repaired: drifted, created: absent, removed: surplus } = told.summary;

  const [queue, deadLetters] = await Promise.all([depth(told.outputs.queue), depth(told.outputs.deadLetters)]);
  const readable = !told.failure && absent === 0;
  const records = readable ? await countRecords(cloud, where).catch((error: unknown) => said(error)) : undefined;
  const email = await subscribed(cloud, cloud.arn('sns', where.topic));
  const alarms = (await ringing(cloud, where)).map(({ name }) => name);

  say(`\n${present} present, ${drifted} drifted, ${absent} absent${surplus ? `, ${surplus} too many` : ''}.`);
  if (absent + drifted + surplus && !told.failure) say(`Put it right:  npm run up${inSameCloud(cloud)}`);
  say();
  say(`  queue         ${queue ? `${queue.waiting} waiting, ${queue.inFlight} being worked on` : 'not there'}`);
  say(`  dead letters  ${deadLetters ? deadLetters.waiting : 'not there'}`);
  say(`  records       ${records ?? 'not asked: a part is missing'}`);
  say(`  e-mail        ${cloud.local && email !== 'none' ? NO_MAIL : EMAIL[email]}`);
  say(`  alarms        ${ALARMS[settings.ALARMS](alarms)}`);
  print({
    event: 'status',
    present,
    drifted,
    absent,
    surplus,
    queue: queue ?? { waiting: 0, inFlight: 0 },
    deadLetters: deadLetters?.waiting ?? 0,
    records: typeof records === 'number' ? records : null,
    email,
    ringing: alarms,
  });
  if (told.failure) throw told.failure;
});

/** Messages in a queue, as the look at it has already told. */
function depth(looked: Promise<Queue>): Promise<Waiting | undefined> {
  return looked.then(
    ({ attributes }) => depthIn(attributes),
    () => undefined, // absent, or failed: the part's own line says so
  );
}

/** Whoever subscribed, not only NOTIFY_EMAIL: one confirmed address is enough for somebody to hear. */
async function subscribed({ sns: client }: Owned, TopicArn: string): Promise<keyof typeof EMAIL> {
  const arns: string[] = [];
  await absentWhen(TOPIC_ABSENT, async () => {
    for await (const { Subscriptions = [] } of paginateListSubscriptionsByTopic({ client }, { TopicArn }))
      for (const { Protocol, SubscriptionArn = '' } of Subscriptions)
        if (Protocol?.startsWith('email')) arns.push(SubscriptionArn);
  });
  return heardBy(arns);
}
