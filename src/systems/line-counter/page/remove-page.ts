// Removes the page in front of the line counter: first its address, so that nobody asks any more.

import type { AnyStep } from '../../../engine/lifecycle.ts';
import type { PageParts } from './parts.ts';

type Remove = (steps: readonly AnyStep[], ...after: Promise<unknown>[]) => Promise<void>;

/** @param remove `down`, or `removeIfPresent` @returns when all of it is gone */
export function removePage(remove: Remove, part: PageParts, ...after: Promise<unknown>[]): Promise<void> {
  const closed = remove([part.stage, part.cors, part.mayCall], ...after);
  const led = remove([part.route], closed);
  const called = remove([part.integration], led);
  const gone = remove([part.api], called);
  const stopped = remove([part.function], called);
  const rest = [part.key, part.logs, part.accessLog, ...(part.role.kept ? [] : [part.role])];
  return remove(rest, stopped, gone);
}
