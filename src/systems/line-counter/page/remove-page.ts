// Removes the page in front of the line counter: first its address, so that nobody asks any more.

import type { AnyStep } from '../../../engine/lifecycle.ts';
import type { PageParts } from './parts.ts';

type Remove = (steps: readonly AnyStep[], ...after: Promise<unknown>[]) => Promise<void>;

/** @param remove `down`, or `removeIfPresent` @returns when all of it is gone but what stays to the end */
export function removePage(remove: Remove, part: PageParts, ...after: Promise<unknown>[]): Promise<void> {
  const closed = remove([part.stage, part.cors, part.mayCall], ...after);
  const led = remove([part.route], closed);
  const called = remove([part.integration], led);
  const gone = remove([part.api], called);
  const stopped = remove([part.function], called);
  return remove([part.key, part.accessLog], stopped, gone);
}

/** What goes last: Lambda still writes into the log, with the rights of the role. */
export const pageRemains = (part: PageParts): readonly AnyStep[] => [part.role, part.logs];
