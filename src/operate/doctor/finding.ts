// What a check found, and what to do about it.

export interface Finding {
  /** "Python", "VPCs in this region" */
  readonly check: string;
  readonly verdict: 'good' | 'warning' | 'bad';
  /** "3 of 5 in use" */
  readonly found: string;
  readonly next?: string;
}

export const good = (check: string, found: string): Finding => ({ check, verdict: 'good', found });
export const warning = (check: string, found: string, next: string): Finding => ({
  check,
  verdict: 'warning',
  found,
  next,
});
export const bad = (check: string, found: string, next: string): Finding => ({ check, verdict: 'bad', found, next });
