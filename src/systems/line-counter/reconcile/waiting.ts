// Two waits: before the comparison, until the queue is empty; and after it, until the sent events have their records.

import type { Owned } from '../../../aws/clients.ts';
import type { Text } from '../../../engine/text.ts';
import { type Clock, until } from '../../../engine/wait.ts';
import { depthOf } from '../../../operate/dead-letters/depth.ts';
import { getRecords, NAMES_AT_ONCE } from '../records.ts';
import { reaches } from './sequencer.ts';

/** Seconds that we give messages in the queue to be counted. */
const MINUTE = 60;

const FOR_THE_QUEUE: Text = { en: 'waiting for the queue', pt: 'à espera da fila' };
const FOR_RECORDS: Text = { en: 'waiting for records', pt: 'à espera dos registros' };

/** Waits until the queue is empty, at most a minute. @returns whether it is */
export function untilQuiet(
  cloud: Owned,
  queue: string,
  clock: Clock,
  progress: (messages: number) => void,
): Promise<boolean> {
  return until(clock, FOR_THE_QUEUE, MINUTE, async (waited) => {
    const { waiting, inFlight } = await depthOf(cloud, queue);
    if (waiting + inFlight === 0) return true;
    progress(waiting + inFlight);
    return waited >= MINUTE ? false : undefined;
  });
}

export interface Awaited {
  readonly clock: Clock;
  /** Seconds without a new record after which we stop waiting. */
  readonly patience: number;
  readonly progress: (recorded: number) => void;
}

/**
 * Waits until each file has the record of the event that was sent, or of a later one.
 * @param sent sequencer of each key
 * @returns the keys without a record
 */
export function untilRecorded(
  cloud: Owned,
  where: { readonly bucket: string; readonly reader: string },
  sent: ReadonlyMap<string, string>,
  { clock, patience, progress }: Awaited,
): Promise<readonly string[]> {
  const pending = new Map(sent);
  let news = 0;

  /** Removes the recorded keys from the list. @returns whether all were recorded */
  const look = async (keys: string[]): Promise<boolean> => {
    const records = await getRecords(cloud, where, keys);
    const done = records.filter(({ key, sequencer }) => reaches(sequencer, pending.get(key) ?? ''));
    for (const { key } of done) pending.delete(key);
    return done.length === keys.length;
  };

  return until(clock, FOR_RECORDS, Number.POSITIVE_INFINITY, async (waited) => {
    const before = pending.size;
    // They are counted in about the order of sending, so we look at the first ones.
    while (pending.size && (await look([...pending.keys()].slice(0, NAMES_AT_ONCE))));
    if (pending.size === before && waited - news >= patience) await look([...pending.keys()]);
    progress(sent.size - pending.size);
    if (pending.size < before) news = waited;
    return pending.size === 0 || waited - news >= patience ? [...pending.keys()] : undefined;
  });
}
