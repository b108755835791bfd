// What the routes of the vault work with.

import type { Journal } from '../audit/journal.ts';
import type { Store } from '../store/store.ts';
import type { Door } from './door.ts';
import type { PageFiles } from './page-routes.ts';

export interface Vault {
  readonly store: Store;
  readonly journal: Journal;
  readonly door: Door;
  /** Bytes that a document may have. */
  readonly maxBytes: number;
  readonly page: PageFiles;
  /** Of its metrics: the name of the stack. */
  readonly namespace: string;
  /** Milliseconds for the headers of a request; default 10,000. */
  readonly headersMs?: number | undefined;
}
