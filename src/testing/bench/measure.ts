// Figures that can be compared: the programs take turns, and the median of their rounds counts. On a shared machine a
// single figure means nothing. In turns, other work on the machine slows all programs alike.

export interface Finding {
  readonly what: string;
  readonly ours: string;
  readonly theirs: string;
  /** How many times ours is better. Where the goal is a share or a limit, that number itself. */
  readonly figure: number;
  readonly goal: string;
  readonly met: boolean;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return ((sorted[middle] ?? Number.NaN) + (sorted[(sorted.length - 1) >> 1] ?? Number.NaN)) / 2;
}

/** Runs every program in turn, once to warm up and then `rounds` times. Gives the median of each. */
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

/** A finding is met when the figure is at least, or at most, the goal. Without a goal it is always met. */
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
