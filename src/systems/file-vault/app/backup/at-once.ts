// Does a thing for each of many, some at a time. The first error does not stop the others.

export interface Failed<T> {
  readonly one: T;
  readonly error: unknown;
}

export async function forEach<T>(
  all: Iterable<T>,
  atOnce: number,
  work: (one: T) => Promise<unknown>,
): Promise<Failed<T>[]> {
  const failed: Failed<T>[] = [];
  const left = all[Symbol.iterator]();
  const worker = async () => {
    for (let next = left.next(); !next.done; next = left.next()) {
      const one = next.value;
      await work(one).catch((error: unknown) => failed.push({ one, error }));
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return failed;
}
