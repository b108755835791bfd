/**
 * Histories that failed once, each with what was wrong. They are run first, every time.
 */
import type { History } from './action.ts';

export const REGRESSIONS: History[] = [];
