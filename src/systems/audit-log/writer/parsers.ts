// Does the text parse? Each parser takes the file piece by piece and keeps nothing of it.

import { JSONParser } from '@streamparser/json';
import { type CsvError, parse } from 'csv-parse';
import { SaxesParser } from 'saxes';

/** Takes pieces, then the end; both throw {@link DoesNotParse}. */
export interface Parser {
  add(piece: Uint8Array): void | Promise<void>;
  end(): void | Promise<void>;
}

/** `message` is the reason, a sentence without its full stop. */
export class DoesNotParse extends Error {
  override name = 'DoesNotParse';
}

/** One value, or values that stand in lines of their own; `values` counts them. */
export class JsonText implements Parser {
  values = 0;
  readonly #parser = new JSONParser({ paths: ['$'], keepStack: false, separator: '\n' });

  constructor() {
    this.#parser.onValue = ({ stack }) => {
      if (stack.length === 0) this.values += 1;
    };
    this.#parser.onError = (error) => {
      throw notJson(error);
    };
  }
  add(piece: Uint8Array): void {
    this.#parser.write(piece);
  }
  end(): void {
    try {
      if (!this.#parser.isEnded) this.#parser.end();
    } catch (error) {
      throw notJson(error as Error);
    }
    if (!this.values) throw new DoesNotParse('not JSON: there is no value');
  }
}

function notJson(error: Error): DoesNotParse {
  if (error instanceof DoesNotParse) return error;
  const { message } = error;
  const [, sign, place] = /^Unexpected "(.*?)" .*absolute position "(\d+)"/.exec(message) ?? [];
  if (sign) return new DoesNotParse(`not JSON: unexpected ${JSON.stringify(sign)} at byte ${place}`);
  if (/ended in (the middle|mid-parsing)/.test(message)) return new DoesNotParse('not JSON: it ends too early');
  const [, token] = /^Unexpected \w+ \((.*)\) in state/.exec(message) ?? [];
  return new DoesNotParse(`not JSON: ${token ? `unexpected ${token}` : message}`);
}

/** Entities of a document's own are refused, so none can grow. */
export class XmlText implements Parser {
  readonly #parser = new SaxesParser();
  readonly #decoder = new TextDecoder();

  constructor() {
    this.#parser.on('error', ({ message }) => {
      const [, line, column, what] = /^(\d+):(\d+): (.*?)\.?$/.exec(message) ?? [];
      throw new DoesNotParse(`not well-formed XML: ${line ? `line ${line}, column ${column}: ${what}` : message}`);
    });
  }
  add(piece: Uint8Array): void {
    this.#parser.write(this.#decoder.decode(piece, { stream: true }));
  }
  end(): void {
    this.#parser.close();
  }
}

/** Bytes of one row, of which a quotation mark that nobody closes would make one of the whole file. */
const LARGEST_ROW = 16 * 1024 ** 2;

/** Every row has as many cells as the first. */
export class CsvText implements Parser {
  readonly #parser;
  #error: Error | undefined;

  constructor(delimiter: string) {
    const keepNothing = () => null;
    const options = { delimiter, bom: true, skip_empty_lines: true, max_record_size: LARGEST_ROW };
    this.#parser = parse({ ...options, on_record: keepNothing }).resume();
    this.#parser.once('error', (error) => {
      this.#error = notCsv(error as CsvError);
    });
  }
  async add(piece: Uint8Array): Promise<void> {
    if (!this.#error && !this.#parser.write(piece)) await this.#next('drain');
    if (this.#error) throw this.#error;
  }
  async end(): Promise<void> {
    if (!this.#error) {
      this.#parser.end();
      await this.#next('end');
    }
    if (this.#error) throw this.#error;
  }
  #next(event: 'drain' | 'end'): Promise<void> {
    return new Promise((resolve) => {
      for (const one of [event, 'close', 'error']) this.#parser.once(one, () => resolve());
    });
  }
}

function notCsv({ code, message }: CsvError): Error {
  const [, line] = /line (\d+)/.exec(message) ?? [];
  const [, wanted, found] = /expect (\d+), got (\d+)/.exec(message) ?? [];
  if (found) return new DoesNotParse(`not CSV: line ${line} has ${cells(found)}, the first has ${wanted}`);
  if (code === 'CSV_QUOTE_NOT_CLOSED')
    return new DoesNotParse(`not CSV: the quotation mark of line ${line} is never closed`);
  if (code === 'CSV_MAX_RECORD_SIZE') return new DoesNotParse(`not CSV: the row of line ${line} is too long`);
  return code ? new DoesNotParse(`not CSV: ${message}`) : new Error(message);
}

const cells = (count = '') => (count === '1' ? '1 cell' : `${count} cells`);
