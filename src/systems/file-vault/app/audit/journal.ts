// The audit journal of one program: a file of JSON lines on the volume, only ever appended to. A line is on the disk
// before the operation is answered. Lines that arrive together share one fsync.

import { randomUUID } from 'node:crypto';
import { appendFileSync, createReadStream } from 'node:fs';
import { type FileHandle, open, rename, stat, truncate } from 'node:fs/promises';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';
import { syncFolder } from '../store/durable.ts';
import { follow, hashOf, type Tip } from './chain.ts';
import type { AuditRecord, Entry } from './record.ts';

interface Waiting {
  readonly line: string;
  done(): void;
  failed(error: unknown): void;
}

/** Records that are kept in memory, for the page. */
const RECENT = 200;

export class Journal {
  readonly path: string;
  /** Newest last. */
  readonly recent: AuditRecord[] = [];
  /** Why the file that was found is not continued; it lies beside the new one. */
  readonly setAside: string | undefined;
  readonly #file: FileHandle;
  readonly #source: string;
  #tip: Tip;
  #waiting: Waiting[] = [];
  #writing = false;
  #broken: unknown;

  private constructor(path: string, file: FileHandle, source: string, tip: Tip, setAside: string | undefined) {
    this.path = path;
    this.#file = file;
    this.#source = source;
    this.#tip = tip;
    this.setAside = setAside;
  }

  /**
   * Continues the chain of the file, or begins one. The rest of a line that a power cut left is removed: its operation
   * was never answered. A file whose chain is broken is kept beside, and a new chain begins.
   * @param program "app"
   * @param source the instance
   * @param each is called for every line that is there
   */
  static async open(
    path: string,
    program: string,
    source: string,
    each: (record: AuditRecord) => void = () => {},
  ): Promise<Journal> {
    const found = await readTip(path, each);
    let tip = found.tip;
    if (found.wrong) {
      await rename(path, path.replace(/\.jsonl$/, `.${Date.now()}.set-aside`));
      tip = undefined;
    } else if (found.torn !== undefined) await truncate(path, found.torn);
    const file = await open(path, 'a', 0o640);
    await file.sync();
    await syncFolder(dirname(path));
    const begin = { chain: `${program}-${randomUUID().slice(0, 13)}`, sequence: 0, hash: '' };
    return new Journal(path, file, source, tip ?? begin, found.wrong);
  }

  /** Number of lines of the chain. */
  get length(): number {
    return this.#tip.sequence;
  }

  /** Returns when the line is on the disk. @throws when it cannot be written: then the operation must not be answered */
  async append(entry: Entry): Promise<AuditRecord> {
    if (this.#broken) throw this.#broken;
    const { chain, sequence, hash } = this.#tip;
    const record: AuditRecord = {
      chain,
      sequence: sequence + 1,
      previous: hash,
      id: randomUUID(),
      time: new Date().toISOString(),
      source: this.#source,
      ...entry,
    };
    const line = JSON.stringify(record);
    this.#tip = { chain, sequence: record.sequence, hash: hashOf(line) };
    await new Promise<void>((done, failed) => {
      this.#waiting.push({ line, done, failed });
      void this.#write();
    });
    this.recent.push(record);
    if (this.recent.length > RECENT) this.recent.shift();
    return record;
  }

  async close(): Promise<void> {
    await this.#file.close();
  }

  async #write(): Promise<void> {
    if (this.#writing) return;
    this.#writing = true;
    while (this.#waiting.length) {
      const batch = this.#waiting;
      this.#waiting = [];
      try {
        if (this.#broken) throw this.#broken;
        appendFileSync(this.#file.fd, batch.map(({ line }) => `${line}\n`).join('')); // fills memory; the next line waits
        await this.#file.datasync();
        for (const { done } of batch) done();
      } catch (error) {
        // Perhaps half a line is written. The next start repairs the file; until then nothing may follow it.
        this.#broken = error;
        for (const { failed } of batch) failed(error);
      }
    }
    this.#writing = false;
  }
}

/** Reads the whole file: the journal is also checked at every start. */
async function readTip(path: string, each: (record: AuditRecord) => void) {
  const size = (await stat(path).catch(absent))?.size ?? 0;
  if (!size) return {};
  let tip: Tip | undefined;
  let read = 0;
  const lines = createInterface({ input: createReadStream(path), crlfDelay: Number.POSITIVE_INFINITY });
  for await (const line of lines) {
    const end = read + Buffer.byteLength(line) + 1;
    if (end > size) return { tip, torn: read };
    const next = follow(tip, line);
    if ('en' in next) return { wrong: next.en };
    each(JSON.parse(line));
    tip = next;
    read = end;
  }
  return { tip };
}

function absent(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
}
