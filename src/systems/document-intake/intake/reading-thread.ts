// The thread in which one document is read. It runs the same file as the function; what it was started with tells it apart.

import { parentPort, workerData } from 'node:worker_threads';
import { readDocument } from './read.ts';

/** What the thread is started with. */
export interface ReadingTask {
  readonly task: 'read a document';
  readonly bytes: Uint8Array;
}

const isTask = (data: unknown): data is ReadingTask =>
  typeof data === 'object' && data !== null && 'task' in data && data.task === 'read a document';

/** Is this the thread, and not the function? */
export const isReadingThread = parentPort !== null && isTask(workerData);

// A rejected promise ends the thread, and `readBounded` hears of it.
if (isReadingThread)
  readDocument(Buffer.from((workerData as ReadingTask).bytes)).then((reading) => parentPort?.postMessage(reading));
