// Reads a document in a thread of its own, and ends the thread when it takes too long or too much memory.
// Notice: V8's limit is for objects; what is inflated lies outside of it. So the size of the process is looked at as well.

import { Worker } from 'node:worker_threads';
import { READING } from './limits.ts';
import { kindOf, type Reading, rejected } from './read.ts';
import type { ReadingTask } from './reading-thread.ts';
import { Rejection } from './rejection.ts';

/** Milliseconds between two looks at the memory: inflating 1 MB takes about two. */
const LOOK = 20;

/**
 * @param file JavaScript that runs reading-thread.ts: the function's own file
 * @returns what was read, or a rejection when a limit was reached
 * @throws what went wrong in the thread, when that is no fault of the document
 */
export function readBounded(bytes: Buffer, file: string, limits: Limits = READING): Promise<Reading> {
  const task: ReadingTask = { task: 'read a document', bytes };
  const before = process.memoryUsage.rss();
  const thread = new Worker(file, {
    workerData: task,
    resourceLimits: { maxOldGenerationSizeMb: limits.heapMegabytes },
  });
  return new Promise<Reading>((resolve, reject) => {
    const end = (reason: 'too-slow' | 'too-much-inside') => resolve(rejected(kindOf(bytes), new Rejection(reason)));
    const clock = setTimeout(() => end('too-slow'), limits.milliseconds);
    const watch = setInterval(() => {
      if (process.memoryUsage.rss() - before > limits.growth) end('too-much-inside');
    }, LOOK);
    thread.once('message', resolve);
    thread.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? end('too-much-inside') : reject(error),
    );
    thread.once('exit', (code) => {
      clearTimeout(clock);
      clearInterval(watch);
      reject(new Error(`The thread that reads a document ended with code ${code} and without an answer.`));
    });
  }).finally(() => thread.terminate());
}

export type Limits = { readonly [Limit in keyof typeof READING]: number };
