// The list of documents, in memory: a listing reads no file. Documents are only ever added, so a place in the list stays
// the same, and a cursor is a number.

import { Refusal } from '../refusal.ts';
import type { Document } from './document.ts';

export interface Question {
  /** Number of rows, 1 to 1000; default 100. */
  readonly limit?: number | undefined;
  /** From an earlier answer. */
  readonly cursor?: string | undefined;
  /** Part of the name, in any case. */
  readonly search?: string | undefined;
}

export interface Page {
  /** Newest first. */
  readonly files: readonly Document[];
  /** All documents of the vault. */
  readonly total: number;
  /** For the next page; absent on the last one. */
  readonly cursor?: string;
}

export class Catalogue {
  /** Oldest first. */
  readonly #all: Document[];
  readonly #byId: Map<string, Document>;

  constructor(documents: readonly Document[]) {
    this.#all = documents.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.id < b.id ? -1 : 1));
    this.#byId = new Map(documents.map((document) => [document.id, document]));
  }

  get total(): number {
    return this.#all.length;
  }

  /** Oldest first. */
  all(): readonly Document[] {
    return this.#all;
  }

  add(document: Document): void {
    this.#all.push(document);
    this.#byId.set(document.id, document);
  }

  get(id: string): Document | undefined {
    return this.#byId.get(id);
  }

  /** @throws Refusal 400 for a wrong limit or cursor */
  page({ limit = 100, cursor, search }: Question): Page {
    const from = cursor === undefined ? this.#all.length : Number(cursor);
    if (!Number.isSafeInteger(from) || from < 0 || from > this.#all.length) throw bad('cursor');
    if (!Number.isSafeInteger(limit) || limit < 1 || limit > 1000) throw bad('limit');
    const files: Document[] = [];
    const wanted = search?.normalize('NFC').toLocaleLowerCase();
    let at = from;
    for (; at > 0 && files.length < limit; at -= 1) {
      const document = this.#all[at - 1] as Document;
      if (!wanted || document.name.toLocaleLowerCase().includes(wanted)) files.push(document);
    }
    return { files, total: this.total, ...(at > 0 && { cursor: String(at) }) };
  }
}

const bad = (what: string) => new Refusal(400, 'bad-request', `The ${what} is not one of the vault's.`);
