// The keys of the backup.

/** One object a document: the content, with its description as metadata. S3 keeps both or neither. */
export const DOCUMENTS = 'documents/';
export const documentKey = (id: string) => `${DOCUMENTS}${id}`;
export const idOfKey = (key: string) => key.slice(DOCUMENTS.length);

/** Lines of the audit journal, from one sequence to another. */
export const JOURNALS = 'journal/';
const digits = (sequence: number) => String(sequence).padStart(12, '0');
export const journalKey = (chain: string, from: number, to: number) =>
  `${JOURNALS}${chain}/${digits(from)}-${digits(to)}.jsonl`;
