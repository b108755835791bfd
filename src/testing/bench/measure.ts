// Figures that can be compared: contestants take turns, and the median of their rounds counts.
// Notice: on a shared machine no single figure means anything. In turns, whatever else runs there slows everyone alike.

export interface Finding {
  readonly what: string;
  readonly ours: string;
  readonly theirs: string;
  /** How many times better ours is; or, where the goal is a share or a limit, that figure. */
  readonly figure: number;
  readonly goal: string;
  readonly met: boolean;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return ((sorted[middle] ?? Number.NaN) + (sorted[(sorted.length - 1) >> 1] ?? Number.NaN)) / 2;
}

/** Lets every contestant have its turn, `rounds` times and once before that to warm up; gives the median of each. */
export async function inTurns<Name extends string>(
  rounds: number,
  contestants: Record<Name, () => number | Promise<number>>,
): Promise<Record<Name, number>> {
  const names = Object.keys(contestants) as Name[];
  const figures = new Map<Name, number[]>(names.map((name) => [name, []]));
  for (let round = 0; round <= rounds; round += 1) {
    for (const name of names) {
      const figure = await contestants[name]();
      if (round > 0) figures.get(name)?.push(figure);
    }
  }
  return Object.fromEntries(names.map((name) => [name, median(figures.get(name) ?? [])])) as Record<Name, number>;
}

/** A finding that is met when the figure is at least, or at most, so much; always without a goal. */
export function finding(
  what: string,
  figure: number,
  goal: { atLeast?: number; atMost?: number },
  ours: string,
  theirs = '',
): Finding {
  const { atLeast = -Infinity, atMost = Infinity } = goal;
  const met = figure >= atLeast && figure <= atMost;
  const text = goal.atLeast !== undefined ? `>= ${atLeast}` : goal.atMost !== undefined ? `<= ${atMost}` : '';
  return { what, ours, theirs, figure, goal: text, met };
}
