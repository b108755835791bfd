// How somebody breaks a resource by hand: one call, as a person in the console would make it.

import type { Owned } from '../aws/clients.ts';

export interface Break<Live> {
  /** The field that the next run names. A function of the live thing where the field has no fixed name. */
  readonly field: string | ((live: Live) => string);
  /** False for a live thing that does not have what this break changes: a queue without a redrive policy. */
  fits?(live: Live): boolean;
  /**
   * Repairing it changes what other parts are made of (a new key), so that they change too. Then it is not among the ways
   * that are tried on a whole system.
   */
  readonly spreads?: true;
  /** Makes the call. @param name of the step */
  byHand(cloud: Owned, live: Live, name: string): Promise<unknown>;
}

/** "somebody suspends versioning" -> how. The first one fits every resource of its kind. */
export type Breaks<Live> = Readonly<Record<string, Break<Live>>>;
