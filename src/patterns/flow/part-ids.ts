// Short names for the parts of a system: where they stand in its list of parts. "queue", "worker" (for worker.function).

import type { AnyStep } from '../../engine/lifecycle.ts';

/** Names that only say which piece of a group a part is. */
const PIECES = ['function', 'alarm'];

/** The same part always has the same name. A short name that two parts would share is written in full: "alarms.email". */
export function partIds(parts: object): ReadonlyMap<AnyStep, string> {
  const paths = [...pathsIn(parts, [])];
  const short = paths.map(([, path]) => shortName(path));
  return new Map(
    paths.map(([step, path], at) => {
      const name = short[at] ?? '';
      return [step, short.indexOf(name) === short.lastIndexOf(name) ? name : path.join('.')];
    }),
  );
}

const shortName = (path: readonly string[]): string =>
  path.findLast((word) => !PIECES.includes(word)) ?? path.join('.');

function* pathsIn(value: unknown, path: readonly string[]): Generator<[AnyStep, readonly string[]]> {
  if (typeof value !== 'object' || value === null) return;
  if ('kind' in value && 'describe' in value) yield [value as AnyStep, path];
  else for (const [name, inner] of Object.entries(value)) yield* pathsIn(inner, [...path, name]);
}
