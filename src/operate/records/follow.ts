// New records as they come, until Ctrl-C. A system's listing is asked again and again, because no store tells of news.

import type { Owned } from '../../aws/clients.ts';
import type { Clock } from '../../engine/wait.ts';
import type { ListedRecord, RecordSource, RecordWish } from './source.ts';

/** Seconds between two looks. */
const PACE = 2;

export interface FollowedRecords {
  readonly wish: RecordWish;
  /** Those that have been shown already. */
  readonly known: readonly ListedRecord[];
  /** Called with new records, the oldest first. */
  readonly show: (records: readonly ListedRecord[]) => void;
}

/** Goes on until Ctrl-C, then throws Interrupted. */
export async function followRecords(
  cloud: Owned,
  source: Pick<RecordSource, 'list'>,
  { wish, known, show }: FollowedRecords,
  clock: Clock,
): Promise<never> {
  const seen = new Set(known.map(idOf));
  while (true) {
    await clock.pause(PACE);
    const fresh = (await source.list(cloud, wish)).filter((record) => !seen.has(idOf(record)));
    for (const record of fresh) seen.add(idOf(record));
    if (fresh.length) show(fresh.toReversed());
  }
}

/** A file that is counted again has a new record with another time. */
const idOf = ({ line }: ListedRecord): string => JSON.stringify(line);
