// The longest chain of parts that need each other: no run of the story can be faster than this chain. The needs are
// taken from the story itself, by recording which part's live thing is given to which part.

import type { Result } from '../../engine/progress.ts';
import type { Run } from '../../engine/run.ts';

export interface Chain {
  /** The same run, recorded. */
  readonly run: Run;
  /** Titles along the longest chain, from its start, and the seconds that its parts worked. */
  longest(results: readonly Result[]): Promise<{ seconds: number; titles: readonly string[] }>;
}

export function watchChain(run: Run): Chain {
  const needsOf = new Map<string, unknown[]>();
  const makerOf = new Map<unknown, string>();
  const removedIn = new Map<Promise<unknown>, string[]>();

  const takingAway =
    (takeAway: Run['down']): Run['down'] =>
    (steps, ...after) => {
      for (const { title } of steps) needsOf.set(title, after);
      const gone = takeAway(steps, ...after);
      removedIn.set(
        gone,
        steps.map(({ title }) => title),
      );
      return gone;
    };

  const watched: Run = {
    stage: (title) => run.stage(title),
    up(step, ...[needs]) {
      needsOf.set(step.title, Object.values(needs ?? {}));
      const live = run.up(step, ...([needs] as never));
      live.then(
        (thing) => makerOf.set(thing, step.title),
        () => undefined, // the run reports failures
      );
      return live;
    },
    down: takingAway(run.down),
    removeIfPresent: takingAway(run.removeIfPresent),
  };

  const makers = (need: unknown): string[] => {
    const maker = makerOf.get(need);
    if (maker !== undefined) return [maker];
    return Array.isArray(need) ? need.flatMap(makers) : [];
  };

  return {
    run: watched,
    async longest(results) {
      const before = new Map<string, string[]>();
      for (const [title, needs] of needsOf) {
        const titles = needs.map(async (need) => removedIn.get(need as Promise<unknown>) ?? makers(await need));
        before.set(title, (await Promise.all(titles)).flat());
      }
      const secondsOf = new Map(results.map(({ title, seconds }) => [title, seconds]));
      const found = new Map<string, { seconds: number; titles: readonly string[] }>();
      const chainOf = (title: string): { seconds: number; titles: readonly string[] } => {
        const known = found.get(title);
        if (known) return known;
        const chains = (before.get(title) ?? []).map(chainOf).sort((a, b) => b.seconds - a.seconds);
        const { seconds, titles } = chains[0] ?? { seconds: 0, titles: [] };
        const chain = { seconds: seconds + (secondsOf.get(title) ?? 0), titles: [...titles, title] };
        found.set(title, chain);
        return chain;
      };
      return [...needsOf.keys()].map(chainOf).sort((a, b) => b.seconds - a.seconds)[0] ?? { seconds: 0, titles: [] };
    },
  };
}
