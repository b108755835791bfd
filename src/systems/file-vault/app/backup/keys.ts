// The keys of the backup.

/** Of what each document is, written after its content: what has one is whole. */
export const DESCRIPTIONS = 'descriptions/';
export const contentKey = (id: string) => `documents/${id}`;
export const descriptionKey = (id: string) => `${DESCRIPTIONS}${id}.json`;
export const idOfDescription = (key: string) => key.slice(DESCRIPTIONS.length, -'.json'.length);

/** Lines of the audit journal, from one sequence to another. */
export const JOURNALS = 'journal/';
const digits = (sequence: number) => String(sequence).padStart(12, '0');
export const journalKey = (chain: string, from: number, to: number) =>
  `${JOURNALS}${chain}/${digits(from)}-${digits(to)}.jsonl`;
