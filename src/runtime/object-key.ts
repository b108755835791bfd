// The key of an object: how S3 writes it in events, and how long it may be.

/** A blank is sent as `+`, all else as percent and UTF-8. `undefined` when the text is not in this form. */
export function decodeKey(encoded: string): string | undefined {
  try {
    return decodeURIComponent(encoded.replaceAll('+', ' '));
  } catch {
    return undefined;
  }
}

/** S3 accepts keys of at most 1,024 bytes of UTF-8 (S3 user guide, "Naming Amazon S3 objects"). */
export const tooLong = (key: string): boolean => Buffer.byteLength(key) > 1_024;
