// The documents on the volume. Nothing is ever overwritten: a second document of the same name is another document.
// Order of a write: content and sidecar are on the disk, then they get their names. With both names the document exists.
// One sync takes both names to the disk: a power cut before it may leave one of them, and a start does without such a rest.

import { randomUUID } from 'node:crypto';
import { createReadStream, renameSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { orVolumeFull, Refusal } from '../refusal.ts';
import { Catalogue } from './catalogue.ts';
import { type Document, isId, readDocument } from './document.ts';
import { syncFolder, writeToDisk } from './durable.ts';
import { receive } from './receive.ts';
import { freeBytes, type Volume } from './volume.ts';

export interface Wish {
  readonly name: string;
  readonly by: string;
  /** Bytes that the sender announced. */
  readonly announced?: number | undefined;
  /** SHA-256 that the sender announced, hexadecimal. */
  readonly sha256?: string | undefined;
  /** Bytes that a document may have. */
  readonly most: number;
}

/** Bytes that stay free for the journal: it must be written even when no document fits any more. */
export const RESERVE = 64 * 1024 * 1024;
/** Sidecars that are read at the same time. */
const READERS = 32;

export class Store {
  readonly volume: Volume;
  readonly catalogue: Catalogue;
  readonly #free: () => Promise<number>;

  private constructor(volume: Volume, catalogue: Catalogue, free: () => Promise<number>) {
    this.volume = volume;
    this.catalogue = catalogue;
    this.#free = free;
  }

  /**
   * Cleans up after a power cut and reads what is there.
   * @param free bytes that are left on the volume
   */
  static async open(volume: Volume, free = () => freeBytes(volume)): Promise<Store> {
    for (const name of await readdir(volume.incoming)) await rm(join(volume.incoming, name), { force: true });
    const names = new Set(await readdir(volume.documents));
    const documents: Document[] = [];
    const ids = [...names].filter((name) => name.endsWith('.json')).map((name) => name.slice(0, -'.json'.length));
    const left = ids.values();
    const read = async () => {
      for (const id of left) if (isId(id) && names.has(id)) documents.push(await readDocument(volume.sidecar(id)));
    };
    await Promise.all(Array.from({ length: READERS }, read));
    for (const name of names) if (isId(name) && !names.has(`${name}.json`)) await rm(volume.content(name));
    return new Store(volume, new Catalogue(documents), free);
  }

  /** @throws Refusal 507 when the volume has no room for so many bytes */
  async requireRoom(bytes: number): Promise<void> {
    if ((await this.#free()) - RESERVE < bytes)
      throw new Refusal(507, 'volume-full', 'The volume has no room for this document.', { connection: 'close' });
  }

  /** Keeps a document. When this returns, a power cut does not lose it. @throws Refusal */
  async add({ name, by, announced, sha256, most }: Wish, body: AsyncIterable<Buffer>): Promise<Document> {
    await this.requireRoom(announced ?? 0);
    const { volume } = this;
    const id = randomUUID();
    const draft = volume.draft(id);
    const received = await receive(draft, body, most);
    try {
      if (announced !== undefined && received.bytes !== announced)
        throw new Refusal(400, 'bad-request', `${announced} bytes were announced and ${received.bytes} came.`);
      if (sha256 !== undefined && received.sha256 !== sha256)
        throw new Refusal(400, 'other-content', 'The content has another SHA-256 than the sender announced.');
      const document: Document = { id, name, ...received, at: new Date().toISOString(), by };
      await this.commit(document);
      return document;
    } catch (error) {
      await Promise.all(
        [draft, volume.content(id), volume.draft(`${id}.json`)].map((path) => rm(path, { force: true })),
      );
      throw orVolumeFull(error);
    }
  }

  /** Makes the document exist. @param content that is written first; without one the draft is already on the disk */
  async commit(document: Document, content?: Uint8Array): Promise<void> {
    const { volume } = this;
    const { id } = document;
    const [draft, described] = [volume.draft(id), volume.draft(`${id}.json`)];
    await Promise.all([content && writeToDisk(draft, content), writeToDisk(described, JSON.stringify(document))]);
    renameSync(draft, volume.content(id));
    renameSync(described, volume.sidecar(id));
    await syncFolder(volume.documents);
    this.catalogue.add(document);
  }

  /** @param range first and last byte, both included */
  content(id: string, range?: { readonly start: number; readonly end: number }) {
    return createReadStream(this.volume.content(id), { ...range, highWaterMark: 256 * 1024 });
  }
}
