// The steps of a system, found in its parts object, however deep they stand. What is derived from the parts (price, receipt,
// rights, log groups) is a fold over this list.

import type { AnyStep } from './lifecycle.ts';

/** Every step once, in the order in which the parts are written. Rows, settings and undefined parts are passed over. */
export function stepsOf(parts: object): readonly AnyStep[] {
  return [...new Set(stepsIn(parts))];
}

function stepsIn(value: unknown): AnyStep[] {
  if (typeof value !== 'object' || value === null) return [];
  return isStep(value) ? [value] : Object.values(value).flatMap(stepsIn);
}

const isStep = (value: object): value is AnyStep => 'kind' in value && 'describe' in value && 'remove' in value;

/**
 * Marks a step that these settings do not use. It stays among the parts, because an earlier run with other settings may have
 * made it and it must be found and removed; but it is not part of the price.
 */
export const notUsed = <Step extends AnyStep>(step: Step): Step => ({ ...step, used: false });
