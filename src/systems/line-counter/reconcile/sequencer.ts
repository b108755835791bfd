// Sequencers for events that we send in S3's place. The worker adds zeros at the right end before it compares them, as
// S3's user guide says ("Event message structure"), and the greater one wins.

/** Lower than all of S3's sequencers, so any event of S3 wins over it, also a late one. */
export const LOWEST = '0'.repeat(18);

/** Digits: longer than S3's sequencers, which have 16 to 18. */
const LONGER = 40;

/** Higher than the stored one, lower than every later one of S3's, and always the same, so a repeat changes nothing. */
export const justAbove = (stored: string): string => `${stored.padEnd(LONGER, '0')}1`;

/** Is the stored one of the event that was sent, or of a later one? */
export function reaches(stored: string, sent: string): boolean {
  const width = Math.max(stored.length, sent.length);
  const [known, wanted] = [stored, sent].map((one) => one.toUpperCase().padEnd(width, '0'));
  return String(known) >= String(wanted);
}
