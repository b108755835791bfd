// The texts that people read while a system is built: is each there in both languages, and is it a sentence?

import { expect } from 'vitest';
import type { AnyStep } from '../engine/lifecycle.ts';
import type { Run } from '../engine/run.ts';
import type { Text } from '../engine/text.ts';

/** Texts that are missing in one language, or the same in both. */
export const oneSided = (texts: readonly Text[]): Text[] =>
  texts.filter(({ en, pt }) => !en.trim() || !pt.trim() || en === pt);

/** What and why of every step are sentences in both languages, and costs are in both. */
export function expectSentences(steps: readonly AnyStep[]): void {
  const abouts = steps.map(({ about }) => about);
  const sentences = abouts.flatMap(({ what, why }) => [what, why]);
  expect(sentences.filter(({ en, pt }) => !/[^.]\.$/.test(en) || !/[^.]\.$/.test(pt))).toEqual([]);
  expect(oneSided([...sentences, ...abouts.flatMap(({ costs }) => costs ?? [])])).toEqual([]);
}

/** The titles of a story's stages, each in both languages and with the same number. Nothing is made or removed. */
export function spokenStages(story: (run: Run) => unknown): readonly Text[] {
  const stages: Text[] = [];
  const never = new Promise<never>(() => {});
  story({
    stage: (title) => void stages.push(title),
    up: () => never,
    down: () => never,
    removeIfPresent: () => never,
  });
  expect(oneSided(stages)).toEqual([]);
  expect(stages.map(({ pt }) => pt.slice(0, 4))).toEqual(stages.map(({ en }) => en.slice(0, 4))); // "1 · "
  return stages;
}
