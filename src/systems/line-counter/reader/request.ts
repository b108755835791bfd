// The requests that the records reader takes, and their check. Errors are sentences for people, because a command
// prints them.

export type Request =
  | { op: 'ping' }
  | { op: 'list'; limit: number; cursor?: Position; search?: string }
  | { op: 'mails' }
  | { op: 'get'; objects: { bucket: string; key: string }[] };

/** The end of a page: its last name, and that file's time in milliseconds since 1970. */
export interface Position {
  name: string;
  at: number;
}

const DEFAULT_LIMIT = 1_000;
const LARGEST_LIMIT = 10_000;
const LONGEST_SEARCH = 200;
/** 500 records with the longest possible keys stay below Lambda's 6 MB. */
const MOST_OBJECTS = 500;

/** Throws an Error with a sentence for the person who asked. */
export function readRequest(event: unknown): Request {
  const { op, limit = DEFAULT_LIMIT, cursor, objects, search } = isObject(event) ? event : {};
  if (op === 'ping' || op === 'mails') return { op };
  if (op === 'list') {
    if (typeof limit !== 'number' || !Number.isInteger(limit) || limit < 1 || limit > LARGEST_LIMIT)
      throw new Error(`"limit" must be a whole number from 1 to ${LARGEST_LIMIT}.`);
    if (search !== undefined && (typeof search !== 'string' || search.length > LONGEST_SEARCH))
      throw new Error(`"search" must be a text of at most ${LONGEST_SEARCH} letters.`);
    return { op, limit, ...(cursor !== undefined && { cursor: readCursor(cursor) }), ...(search && { search }) };
  }
  if (op === 'get') {
    if (!Array.isArray(objects) || objects.length > MOST_OBJECTS || !objects.every(isObjectName))
      throw new Error(`"objects" must be a list of at most ${MOST_OBJECTS} { "bucket", "key" }.`);
    return { op, objects };
  }
  throw new Error('"op" must be "list", "get", "mails" or "ping".');
}

/** The end of a page as an opaque string: its form may change. */
export function writeCursor({ name, at }: Position): string {
  return Buffer.from(JSON.stringify([at, name])).toString('base64url');
}

function readCursor(cursor: unknown): Position {
  let cause: unknown;
  try {
    const [at, name] = JSON.parse(Buffer.from(String(cursor), 'base64url').toString());
    if (Number.isFinite(at) && typeof name === 'string') return { at, name };
  } catch (error) {
    cause = error;
  }
  throw new Error('"cursor" must be the one that an earlier answer gave.', { cause });
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function isObjectName(value: unknown): value is { bucket: string; key: string } {
  return isObject(value) && typeof value.bucket === 'string' && typeof value.key === 'string';
}
