// What a hazard may use.

import type { Owned } from '../../aws/clients.ts';
import type { VirtualClock } from './virtual-clock.ts';
import type { Hazard } from './wire.ts';

export interface HazardContext {
  readonly clock: VirtualClock;
  /** The same account of the local cloud without hazards, for what a hazard must know or do later. */
  readonly ground: Owned;
}
export type Hazards = (context: HazardContext) => readonly Hazard[];
