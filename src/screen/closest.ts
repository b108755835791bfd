// Finds the name that was meant when somebody typed an unknown one.

/** The nearest name; undefined when none is near. A third of the letters may be wrong, or missing at the end. */
export function closest(word: string, names: readonly string[]): string | undefined {
  const near = names
    .map((name) => ({ name, changes: word && name.startsWith(word) ? 1 : changesBetween(word, name) }))
    .filter(({ name, changes }) => changes <= name.length / 3);
  return near.sort((one, other) => one.changes - other.changes)[0]?.name;
}

/** How many letters must be added, removed or changed (Levenshtein distance). */
function changesBetween(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (const [at, letter] of [...one].entries()) {
    const next = [at + 1];
    for (let to = 1; to <= other.length; to += 1) {
      const same = letter === other[to - 1] ? 0 : 1;
      next.push(Math.min((next[to - 1] ?? 0) + 1, (row[to] ?? 0) + 1, (row[to - 1] ?? 0) + same));
    }
    row = next;
  }
  return row[other.length] ?? 0;
}
