// For the engine's tests: a context on a clock where hours pass at once, a screen, and an imaginary thing to make. All
// output is kept in order, so a test can compare the whole list.

import type { Lifecycle, Purpose } from '../engine/lifecycle.ts';
import type { Result, Screen } from '../engine/progress.ts';
import { inEnglish } from '../engine/text.ts';
import type { Context } from '../engine/wait.ts';
import { VirtualClock } from './hazards/virtual-clock.ts';

export const PURPOSE: Purpose = {
  what: { en: 'A thing.', pt: 'Uma coisa.' },
  why: { en: 'To try.', pt: 'Para experimentar.' },
};
export const ABOUT = { ...PURPOSE, console: 'nowhere' };

export interface RecordedContext extends Context {
  readonly told: string[];
  /** Every pause, in seconds. */
  readonly paused: number[];
}

export function recordedContext(): RecordedContext {
  const { now, pause } = new VirtualClock();
  const [told, paused]: [string[], number[]] = [[], []];
  return {
    told,
    paused,
    now,
    tell: (what) => void told.push(inEnglish(what)),
    pause: (seconds) => {
      paused.push(seconds);
      return pause(seconds);
    },
  };
}

export interface RecordedScreen extends Screen {
  /** "planned a", "working a", "ended a created", … */
  readonly heard: string[];
  onEnd?: (result: Result) => void;
}

export function recordedScreen(): RecordedScreen {
  const heard: string[] = [];
  return {
    heard,
    stage: (title) => void heard.push(`stage ${title.en}`),
    planned: (title) => void heard.push(`planned ${title}`),
    working: (title) => void heard.push(`working ${title}`),
    ended(result) {
      heard.push(`ended ${result.title} ${result.outcome}`);
      this.onEnd?.(result);
    },
  };
}

/** A thing of an imaginary service: a size, and whether it is ours. */
export interface Thing {
  size: number;
  ours?: boolean;
}

/** A lifecycle over a map. Every call is recorded. */
export function imaginary(world: Map<string, Thing>, title: string, size = 1) {
  const calls: string[] = [];
  const life: Lifecycle<object, Thing> = {
    kind: 'Thing',
    name: title,
    title,
    about: ABOUT,
    observe: async () => world.get(title) && { ...(world.get(title) as Thing) },
    async create() {
      calls.push('create');
      world.set(title, { size: 0 });
    },
    drift: (live) => (live.size === size ? [] : [{ field: 'size', live: live.size, wanted: size }]),
    async repair() {
      calls.push('repair');
      world.set(title, { size });
    },
    async destroy() {
      calls.push('destroy');
      world.delete(title);
    },
    ours: (live) => live.ours ?? true,
    rights: [],
  };
  return { life, calls };
}
