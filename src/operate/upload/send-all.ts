// Sends many files to the bucket: small ones at the same time, large ones one by one; reported in their order.
// When one fails, no new file is started. Running ones arrive and are reported, so that people know what to send again.

import type { Owned } from '../../aws/clients.ts';
import { StoryFailed } from '../../engine/problems.ts';
import { type Outgoing, type Sent, upload } from './upload.ts';

export interface Sending {
  readonly signal: AbortSignal;
  readonly sent: (file: Sent) => void;
  /** How many bytes of this file have arrived. */
  readonly arrived: (file: Outgoing, bytes: number) => void;
}

/** Four small files at once, because they wait for S3 longer than they travel. A large one alone, or it is too slow. */
const ROOM = 4;
const SMALL = 2 ** 20;
const takes = ({ bytes = Number.POSITIVE_INFINITY }: Outgoing) => (bytes <= SMALL ? 1 : ROOM);

/** @throws Problem when a file cannot be sent; StoryFailed when several cannot */
export async function sendAll(
  cloud: Owned,
  bucket: string,
  files: readonly Outgoing[],
  { signal, sent, arrived }: Sending,
): Promise<void> {
  const done = new Map<number, Sent | undefined>(); // undefined: it failed
  const failures: unknown[] = [];
  const running = new Set<Promise<void>>();
  let [free, told] = [ROOM, 0];

  async function send(file: Outgoing, place: number): Promise<void> {
    const result = await upload(cloud, bucket, file, signal, (bytes) => arrived(file, bytes)).catch(
      (error: unknown) => {
        failures.push(error);
        return undefined;
      },
    );
    done.set(place, result);
    for (; done.has(told); told += 1) {
      const next = done.get(told);
      if (next) sent(next);
    }
  }

  for (const [place, file] of files.entries()) {
    while (free < takes(file)) await Promise.race(running);
    if (failures.length) break;
    free -= takes(file);
    const one = send(file, place).finally(() => {
      free += takes(file);
      running.delete(one);
    });
    running.add(one);
  }
  await Promise.all(running);
  if (failures.length === 1) throw failures[0];
  if (failures.length) throw new StoryFailed(failures, 'Several files could not be sent.');
}
