// Sequencers for events that are sent in S3's place. The worker compares them padded on the right with zeros, as S3's
// user guide says ("Event message structure"), and the greater one wins.

/** Below all that S3 sends: any event of its own wins over it, also one that comes late. */
export const LOWEST = '0'.repeat(18);

/** Digits that no sequencer of S3's has: theirs have 16 to 18. */
const LONGER = 40;

/** Above the stored one, so that it wins; below every later one of S3's; the same each time, so that a repeat is one. */
export const justAbove = (stored: string): string => `${stored.padEnd(LONGER, '0')}1`;

/** Does the stored one stand for the event that was sent, or for a later one? */
export function reaches(stored: string, sent: string): boolean {
  const width = Math.max(stored.length, sent.length);
  const [known, wanted] = [stored, sent].map((one) => one.toUpperCase().padEnd(width, '0'));
  return String(known) >= String(wanted);
}
