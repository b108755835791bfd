// npm run dead-letters: what failed so often that it was set aside, since when, and why, in words.
// Notice: it takes nothing away. To have them tried again: npm run redrive.

import { command } from '../src/cli/command.ts';
import { UsageProblem } from '../src/engine/problems.ts';
import { depthOf, messages } from '../src/operate/dead-letters/depth.ts';
import { peek } from '../src/operate/dead-letters/peek.ts';
import { age, type Explained, explain, NOT_AN_EVENT } from '../src/operate/dead-letters/reasons.ts';
import { inSameCloud } from '../src/screen/next-command.ts';
import { localTime, shown } from '../src/screen/table.ts';
import { names } from '../src/systems/line-counter/names.ts';

const USAGE = `Usage: npm run dead-letters -- [flags]
Shows each message that failed five times: its files, or its text when it is not an S3 event; since when it waits; and
the worker's last reason. Takes none away.
  --most n   at most so many of them (100)`;

const FLAGS = { most: { type: 'string', default: '100' } } as const;

/** Characters of a message's text that are shown; it may have a million. */
const LONGEST_TEXT = 1_000;

await command({ usage: USAGE, flags: FLAGS, prepare }, async ({ cloud, settings, say, print, signal }, most) => {
  const where = names(cloud, settings);
  const { url, inFlight } = await depthOf(cloud, where.deadLetters);
  const { letters, more } = await peek(cloud, url, most, signal);
  const explained = await explain(cloud, `/aws/lambda/${where.worker}`, letters, signal);
  for (const letter of explained) {
    print(line(letter));
    for (const text of told(letter)) say(text);
  }

  const aws = inSameCloud(cloud);
  if (!letters.length)
    say(`No dead letters: each upload was counted, is still being tried, or failed for good (npm run records${aws}).`);
  if (!letters.length && inFlight) say(`${messages(inFlight)} may be out for half a minute: somebody else is looking.`);
  if (!letters.length) return;
  say(`\n${messages(letters.length)}${more ? ', and more (--most shows them)' : ''}.`);
  say('Numbers are approximate: SQS counts each look as one more receipt, and tells of a message late.');
  say('When the cause is mended, have them tried again:');
  say(`  npm run redrive${aws}`);
  if (explained.some(isNoEvent))
    say('What is not an S3 event is never counted: delete it in the console (SQS > Queues, Poll for messages).');
});

/** How many to look at. @throws UsageProblem */
function prepare({ most }: { most: string }): number {
  const number = /^\d+$/.test(most) ? Number(most) : 0;
  if (number >= 1 && number <= 10_000) return number;
  throw new UsageProblem(`--most ${most} is not a whole number from 1 to 10000.`, {
    next: 'Give one, such as --most 20.',
  });
}

/** The fields that programs are promised. */
function line({ messageId, files, sentAt, firstReceivedAt, received, cameBack, reason, body }: Explained): object {
  const text = body.slice(0, LONGEST_TEXT);
  return { messageId, files, sentAt, firstReceivedAt, received, cameBack, reason: reason ?? null, body: text };
}

function told(letter: Explained): string[] {
  const { messageId, files, sentAt, received, cameBack, reason, body } = letter;
  const heads = files.map(({ key }) => shown(key));
  const times = cameBack ? ` (came back ${cameBack === 1 ? 'once' : `${cameBack} times`})` : '';
  return [
    `  ${heads.join(', ') || `a message that names no file (${messageId})`}`,
    `    sent ${localTime(sentAt)}, ${age(sentAt)} ago; received about ${received === 1 ? 'once' : `${received} times`}`,
    `    why: ${reason ? shown(reason, 300) : 'the log of the worker does not tell (any more)'}${times}`,
    ...(isNoEvent(letter) ? [`    text: ${shown(body.slice(0, LONGEST_TEXT), 300)}`] : []),
  ];
}

function isNoEvent({ reason = '' }: Explained): boolean {
  return reason.startsWith(NOT_AN_EVENT);
}
