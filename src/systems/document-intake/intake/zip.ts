// Parts of a zip, unpacked in pieces, and counted while they come: a zip bomb ends at the limit, whatever it says of itself.

import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl';
import { ZIP } from './limits.ts';
import { Rejection } from './rejection.ts';

export class Zip {
  readonly #file: ZipFile;
  readonly #entries: ReadonlyMap<string, Entry>;
  #left: number = ZIP.inflated;

  private constructor(file: ZipFile, entries: ReadonlyMap<string, Entry>) {
    this.#file = file;
    this.#entries = entries;
  }

  /** @throws Rejection for what is no whole zip, has too many entries, or has a password */
  static async open(bytes: Buffer): Promise<Zip> {
    const entries = new Map<string, Entry>();
    const file = await orDamaged(async () => {
      const opened = await fromBufferPromise(bytes, { lazyEntries: true, autoClose: false });
      if (opened.entryCount > ZIP.entries)
        throw new Rejection('too-much-inside', `${opened.entryCount} entries in the zip`);
      for await (const entry of opened.eachEntry()) entries.set(entry.fileName, entry);
      return opened;
    });
    if ([...entries.values()].some((entry) => entry.isEncrypted())) throw new Rejection('password');
    return new Zip(file, entries);
  }

  has(path: string): boolean {
    return this.#entries.has(path);
  }

  /** Text of one part, in pieces. @throws Rejection for a damaged part, one that is not UTF-8, or too much in all parts together */
  async *pieces(path: string): AsyncGenerator<string> {
    const entry = this.#entries.get(path);
    if (!entry) throw new Rejection('damaged', `no ${path} in it`);
    // Said by the zip itself; what comes is counted as well.
    if (entry.uncompressedSize > this.#left) throw new Rejection('too-much-inside', path);
    const decoder = new TextDecoder('utf-8', { fatal: true });
    const stream = await orDamaged(() => this.#file.openReadStreamPromise(entry));
    const parts = stream[Symbol.asyncIterator]();
    try {
      for (;;) {
        const { done, value } = await orDamaged(() => parts.next());
        if (done) break;
        this.#left -= value.length;
        if (this.#left < 0) throw new Rejection('too-much-inside', path);
        yield decoded(() => decoder.decode(value, { stream: true }));
      }
      yield decoded(() => decoder.decode());
    } finally {
      stream.destroy();
    }
  }
}

/** yauzl and zlib throw plain errors for whatever is not as a zip has to be; the bytes lie in memory, so nothing else can fail. */
async function orDamaged<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Rejection || !(error instanceof Error)) throw error;
    throw new Rejection('damaged', error.message);
  }
}

function decoded(work: () => string): string {
  try {
    return work();
  } catch (error) {
    if (error instanceof TypeError) throw new Rejection('encoding');
    throw error;
  }
}
