// What a check found, and what to do about it.

import { inEnglish, type Wording } from '../../engine/text.ts';

export interface Finding {
  /** "Python", "VPCs in this region" */
  readonly check: Wording;
  readonly verdict: 'good' | 'warning' | 'bad';
  /** "3 of 5 in use" */
  readonly found: Wording;
  readonly next?: Wording;
}

export const good = (check: Wording, found: Wording): Finding => ({ check, verdict: 'good', found });
export const warning = (check: Wording, found: Wording, next: Wording): Finding => ({
  check,
  verdict: 'warning',
  found,
  next,
});
export const bad = (check: Wording, found: Wording, next: Wording): Finding => ({ check, verdict: 'bad', found, next });

/** The agreed fields for programs, in English. */
export const findingLine = ({ check, verdict, found, next }: Finding) => ({
  check: inEnglish(check),
  verdict,
  found: inEnglish(found),
  ...(next !== undefined && { next: inEnglish(next) }),
});
