// The line counter in an account of its own, for a test.

import { provision } from '../../../../provision/line-counter.ts';
import { teardown } from '../../../../teardown/line-counter.ts';
import { type OpenSystem, openSystem, type TestedSystem } from '../../../testing/open-system.ts';
import { STACK } from '../names.ts';
import { type LineCounter, lineCounter } from '../parts.ts';

export const LINE_COUNTER: TestedSystem<LineCounter> = { name: STACK, parts: lineCounter, provision, teardown };

export type OpenLineCounter = OpenSystem<LineCounter>;

/** @param env settings that differ from the defaults */
export const openLineCounter = (env?: Record<string, string>, account?: string): Promise<OpenLineCounter> =>
  openSystem(LINE_COUNTER, env, account);
