// npm run dead-letters: which messages failed too often, since when, and why, in words.
// It removes nothing. To try the messages again: npm run redrive.

import { command } from '../src/cli/command.ts';
import { depthOf, messages } from '../src/operate/dead-letters/depth.ts';
import { readDeadLetters } from '../src/operate/dead-letters/read-dead-letters.ts';
import { age, type Explained, explain, NOT_AN_EVENT } from '../src/operate/dead-letters/reasons.ts';
import { nextCommand } from '../src/screen/next-command.ts';
import { localTime, printable } from '../src/screen/table.ts';
import { wholeNumber } from '../src/settings/numbers.ts';

const USAGE = `Usage: npm run dead-letters -- [system] [flags]
Shows each message that failed five times: its files, or its text when it is not an S3 event; since when it waits; and
the last reason that the function gave. Takes none away.
  --most n   at most so many of them (100)`;

const FLAGS = { most: { type: 'string', default: '100' } } as const;

/** Most characters of a message's text that are shown; it may have a million. */
const LONGEST_TEXT = 1_000;

const prepare = ({ most }: { most: string }) => wholeNumber('most', most, { least: 1, most: 10_000, example: 20 });

await command({ usage: USAGE, flags: FLAGS, needs: 'deadLetters', prepare }, async (session, most) => {
  const { cloud, configured, say, print, signal } = session;
  const source = session.ability(cloud);
  const { url, inFlight } = await depthOf(cloud, source.from);
  const { letters, more } = await readDeadLetters(cloud, url, most, signal);
  const explained = await explain(cloud, source, letters, signal);
  for (const letter of explained) {
    print(line(letter));
    for (const text of told(letter)) say(text);
  }

  const records = configured.abilities.records ? ` (${nextCommand(cloud, 'records')})` : '';
  if (!letters.length)
    say(`No dead letters: each upload has its result, is still being tried, or failed for good${records}.`);
  if (!letters.length && inFlight) say(`${messages(inFlight)} may be missing for 30 s: somebody else reads them.`);
  if (!letters.length) return;
  say(`\n${messages(letters.length)}${more ? ', and more (--most shows them)' : ''}.`);
  say('Numbers are approximate: SQS counts each look as one more receipt, and reports a message late.');
  say('When the cause is repaired, try them again:');
  say(`  ${nextCommand(cloud, 'redrive')}`);
  if (explained.some(isNoEvent))
    say('What is not an S3 event never gets a result: delete it in the console (SQS > Queues, Poll for messages).');
});

/** The agreed fields for programs. */
function line({ messageId, files, sentAt, firstReceivedAt, received, cameBack, reason, body }: Explained): object {
  const text = body.slice(0, LONGEST_TEXT);
  return { messageId, files, sentAt, firstReceivedAt, received, cameBack, reason: reason ?? null, body: text };
}

function told(letter: Explained): string[] {
  const { messageId, files, sentAt, received, cameBack, reason, body } = letter;
  const heads = files.map(({ key }) => printable(key));
  const times = cameBack ? ` (came back ${cameBack === 1 ? 'once' : `${cameBack} times`})` : '';
  return [
    `  ${heads.join(', ') || `a message that names no file (${messageId})`}`,
    `    sent ${localTime(sentAt)}, ${age(sentAt)} ago; received about ${received === 1 ? 'once' : `${received} times`}`,
    `    why: ${reason ? printable(reason, 300) : 'the log of the function does not say it (any more)'}${times}`,
    ...(isNoEvent(letter) ? [`    text: ${printable(body.slice(0, LONGEST_TEXT), 300)}`] : []),
  ];
}

function isNoEvent({ reason = '' }: Explained): boolean {
  return reason.startsWith(NOT_AN_EVENT);
}
