// The dead-letter queue of the line counter, and how to read its messages.

import type { Owned } from '../../aws/clients.ts';
import type { DeadLetterSource } from '../../operate/dead-letters/source.ts';
import { namesOf } from './names.ts';
import type { LineCounterSettings } from './settings.ts';
import { readMessage } from './worker/message.ts';

export const deadLetterSource =
  (settings: LineCounterSettings) =>
  (cloud: Owned): DeadLetterSource => {
    const { deadLetters, queue, worker } = namesOf(cloud, settings);
    return { from: deadLetters, to: queue, log: `/aws/lambda/${worker}`, read: readDeadLetter };
  };

/** Which files a message of the queue is about. */
export function readDeadLetter(body: string): ReturnType<DeadLetterSource['read']> {
  const items = readMessage(body);
  const flaw = items.find((item) => item.kind === 'unreadable');
  return {
    files: items.flatMap((item) =>
      item.kind === 'upload' ? [{ bucket: item.upload.bucket, key: item.upload.key }] : [],
    ),
    ...(flaw && { flaw: flaw.detail }),
  };
}
