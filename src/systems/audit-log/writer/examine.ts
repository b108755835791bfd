/**
 * What is in a file: read once, piece by piece. Lines are counted, UTF-8 is checked, and a parser follows where its name or
 * its beginning says what it is.
 *
 * Notice that what was found wrong does not end the reading: lines and bytes are of the whole file.
 */
import { getHeapStatistics } from 'node:v8';
import { Tally } from '../../../runtime/count-lines.ts';
import type { Findings, Format } from '../item.ts';
import { HEAD, isText, keeps, kindOf, likelyDelimiter, promiseOf, sniff } from './kinds.ts';
import { CsvText, DoesNotParse, JsonText, type Parser, XmlText } from './parsers.ts';
import { Utf8 } from './utf8.ts';

type Found = Pick<Findings, 'status' | 'reason' | 'lines' | 'newlines' | 'bytes' | 'format'>;

/** What a parser may hold, in bytes: a single value of gigabytes must not end the function. */
const MOST_HELD = 256 * 1024 ** 2;
/** Bytes between two looks at the memory: brackets in brackets fill it a hundred times as fast as they come. */
const LOOK_EVERY = 256 * 1024;

/** @param source its errors are thrown as they are */
export async function examine(key: string, source: AsyncIterable<Uint8Array>): Promise<Found> {
  const promise = promiseOf(key);
  const tally = new Tally();
  const head: Uint8Array[] = [];
  let headBytes = 0;
  let check: Check | undefined;
  for await (const piece of source) {
    tally.add(piece);
    if (check) {
      const more = check.add(piece);
      if (more) await more; // most pieces ask for no waiting, and a wait for each costs as much as looking at it
      continue;
    }
    head.push(piece);
    headBytes += piece.length;
    if (headBytes < HEAD) continue;
    check = await begin(head, promise);
  }
  const { count } = tally.end();
  const { bytes, newlines, lines } = count;
  if (!bytes) return { ...verdict('empty', promise), ...count };
  check ??= await begin(head, promise);
  return { ...(await check.end()), bytes, newlines, lines };
}

async function begin(head: readonly Uint8Array[], promise: Format | undefined): Promise<Check> {
  const bytes = Buffer.concat(head);
  const kind = await kindOf(bytes.subarray(0, HEAD));
  const check =
    kind === 'text' ? new TextCheck(bytes.subarray(0, HEAD).toString(), promise) : binaryCheck(kind, promise);
  await check.add(bytes);
  return check;
}

interface Check {
  add(piece: Uint8Array): void | Promise<void>;
  end(): Promise<Pick<Found, 'status' | 'reason' | 'format'>>;
}

/** Of a binary file the beginning says it all. */
const binaryCheck = (kind: Format, promise: Format | undefined): Check => ({
  add() {},
  end: async () => verdict(kind, promise),
});

class TextCheck implements Check {
  readonly #promise: Format | undefined;
  readonly #utf8 = new Utf8();
  #parser: Parser | undefined;
  readonly #kind: Format;
  #flaw: string | undefined;
  #unseen = 0;
  readonly #heldBefore = held();

  constructor(head: string, promise: Format | undefined) {
    this.#promise = promise;
    const seen = promise === 'csv' ? 'csv' : sniff(head);
    this.#kind = seen ?? (isText(promise) ? (promise as Format) : 'text');
    if (this.#kind === 'json' || this.#kind === 'jsonl') this.#parser = new JsonText();
    else if (this.#kind === 'xml') this.#parser = new XmlText();
    // Without a promise the beginning is enough to call it CSV.
    else if (promise === 'csv') this.#parser = new CsvText(likelyDelimiter(head));
  }

  add(piece: Uint8Array): void | Promise<void> {
    if (!this.#utf8.add(piece)) this.#parser = undefined;
    return this.#parser && this.#parse(this.#parser, piece);
  }

  async #parse(parser: Parser, piece: Uint8Array): Promise<void> {
    await this.#tryOut(() => parser.add(piece));
    this.#unseen += piece.length;
    if (this.#unseen < LOOK_EVERY) return;
    this.#unseen = 0;
    if (held() - this.#heldBefore > MOST_HELD) await this.#tryOut(tooLarge);
  }

  async end() {
    if (!this.#utf8.end()) return { ...FAILURE, format: 'text' as const, reason: 'not UTF-8' };
    const parser = this.#parser;
    await this.#tryOut(() => parser?.end());
    if (this.#flaw === undefined) return verdict(this.#formatBy(parser), this.#promise);
    // What does not parse is text, which is a failure only where the name promised more.
    return this.#promise === undefined || this.#promise === 'text'
      ? { status: 'success' as const, format: 'text' as const }
      : { ...FAILURE, format: 'text' as const, reason: this.#flaw };
  }

  #formatBy(parser: Parser | undefined): Format {
    if (!(parser instanceof JsonText)) return this.#kind;
    return parser.values > 1 || this.#promise === 'jsonl' ? 'jsonl' : 'json';
  }

  async #tryOut(work: () => void | Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      // A RangeError: a text longer than JavaScript can hold, or deeper than it can follow.
      if (!(error instanceof DoesNotParse || error instanceof RangeError)) throw error;
      this.#flaw = error instanceof RangeError ? TOO_LARGE : error.message;
      this.#parser = undefined;
    }
  }
}

const FAILURE = { status: 'failure' } as const;
/** On the heap, and texts that lie beside it. */
function held(): number {
  const { used_heap_size, external_memory } = getHeapStatistics();
  return used_heap_size + external_memory;
}
const tooLarge = () => {
  throw new DoesNotParse(TOO_LARGE);
};
const TOO_LARGE = 'a value in it is too large to be checked';

/** A CSV file may have no row, and a text no line. */
const MAY_BE_EMPTY: readonly Format[] = ['csv', 'jsonl', 'text'];

function verdict(format: Format, promise: Format | undefined): Pick<Found, 'status' | 'reason' | 'format'> {
  const fine =
    promise === undefined || keeps(format, promise) || (format === 'empty' && MAY_BE_EMPTY.includes(promise));
  if (fine) return { status: 'success', format };
  const what = format === 'empty' ? 'it is empty' : `its content is ${format}`;
  return { ...FAILURE, format, reason: `its name says ${promise}, ${what}` };
}
