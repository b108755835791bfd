// The steps of a system, found at any depth of its parts object. Price, receipt, rights and log groups are made from
// this list.

import type { AnyStep } from './lifecycle.ts';

/** Every step once, in the order in which the parts are written. Rows, settings and undefined parts are ignored. */
export function stepsOf(parts: object): readonly AnyStep[] {
  return [...new Set(stepsIn(parts))];
}

function stepsIn(value: unknown): AnyStep[] {
  if (typeof value !== 'object' || value === null) return [];
  return isStep(value) ? [value] : Object.values(value).flatMap(stepsIn);
}

const isStep = (value: object): value is AnyStep => 'kind' in value && 'describe' in value && 'remove' in value;

/**
 * Marks a step that these settings do not use. It stays in the list, because an earlier run with other settings may have
 * made it, and then it must be removed. It is not part of the price.
 */
export const notUsed = <Step extends AnyStep>(step: Step): Step => ({ ...step, used: false });
