/**
 * The document intake's front door. One file is two programs: the function, and the thread in which it reads a document.
 *
 * Notice that the thread loads nothing of the function, no client and no setting, so it starts quickly.
 */
import type { Context } from 'aws-lambda';
import { isReadingThread } from '../intake/reading-thread.ts';

const started = isReadingThread ? undefined : import('./start.ts').then(({ start }) => start(__filename));

export const handler = async (event: unknown, context: Context) => (await started)?.(event, context);
