// Plays the story of `up` without a cloud, and notes which part needs which. It is the story itself that says it: no
// list of edges is kept anywhere.

import type { AnyStep } from '../../engine/lifecycle.ts';
import type { Run } from '../../engine/run.ts';

/** A part, and what the story gave it. */
export class Played {
  readonly step: AnyStep;
  /** By the name of the need; several when a need is a list. */
  readonly needs: Readonly<Record<string, readonly Played[]>>;
  constructor(step: AnyStep, needs: Readonly<Record<string, readonly Played[]>>) {
    this.step = step;
    this.needs = needs;
  }
}

/** Every part that the story makes, in its order. Makes no call. */
export async function played(story: { up(run: Run): unknown }): Promise<readonly Played[]> {
  const parts: Promise<Played>[] = [];
  const up = (step: AnyStep, needs: object = {}) => {
    const part = settled(needs).then((given) => new Played(step, given));
    parts.push(part);
    return part;
  };
  story.up({
    stage() {},
    up: up as unknown as Run['up'],
    down: async () => {},
    removeIfPresent: async () => {},
  });
  return Promise.all(parts);
}

async function settled(needs: object): Promise<Record<string, readonly Played[]>> {
  const entries = Object.entries(needs).map(async ([name, need]) => [name, partsIn(await need)] as const);
  return Object.fromEntries(await Promise.all(entries));
}

function partsIn(value: unknown): readonly Played[] {
  if (value instanceof Played) return [value];
  return Array.isArray(value) ? value.flatMap(partsIn) : [];
}
