// What can go wrong with the local cloud, told as a sentence.
// Notice: the message says what we were doing, what is wrong and what to do next; what caused it hangs on `cause`.

/** A failure of the local cloud told to a person; show `message` as it is. */
export class LocalCloudError extends Error {
  override name = 'LocalCloudError';
}

/** The last lines of a program's output, set in, to stand below a sentence. */
export function lastLines(text: string, lines = 8): string {
  const kept = text.trimEnd().split('\n').slice(-lines);
  return kept.map((line) => `\n  ${line}`).join('');
}
