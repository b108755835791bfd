// The Range header (RFC 9110, section 14). One range is answered; with several, the whole content is sent, as the RFC
// allows.

import { Refusal } from '../refusal.ts';

export interface Range {
  /** First and last byte, both included. */
  readonly start: number;
  readonly end: number;
}

/**
 * @param size bytes of the content
 * @returns undefined: send everything
 * @throws Refusal 416 when no byte of it exists
 */
export function rangeOf(header: string | undefined, size: number): Range | undefined {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header?.replaceAll(' ', '') ?? '');
  const [, first = '', last = ''] = match ?? [];
  if (!match || (!first && !last)) return undefined;
  const start = first ? Number(first) : Math.max(0, size - Number(last));
  const end = first && last ? Math.min(Number(last), size - 1) : size - 1;
  if (first && last && Number(last) < start) return undefined; // not valid: ignored
  if (start >= size || (!first && Number(last) === 0))
    throw new Refusal(416, 'bad-range', `The document has ${size} bytes.`, { 'content-range': `bytes */${size}` });
  return { start, end };
}
