// The key of an object as S3 writes it in events.

/** A blank is sent as `+`, all else as percent and UTF-8. `undefined` when the text is not in this form. */
export function decodeKey(encoded: string): string | undefined {
  try {
    return decodeURIComponent(encoded.replaceAll('+', ' '));
  } catch {
    return undefined;
  }
}
