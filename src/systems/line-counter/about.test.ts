// The texts that people read while the line counter is built: sentences, in both languages.

import { expect, test } from 'vitest';
import { provision } from '../../../provision/line-counter.ts';
import { teardown } from '../../../teardown/line-counter.ts';
import { stepsOf } from '../../engine/steps-of.ts';
import type { Text } from '../../engine/text.ts';
import type { LineCounter } from './parts.ts';
import { openLineCounter } from './testing/open.ts';

const ADDRESSES = { NOTIFY_EMAIL: 'ana@example.com', OPERATORS_EMAIL: 'eva@example.com', REQUEST_METRICS: 'on' };
const SETTINGS = [ADDRESSES, { ...ADDRESSES, CACHE_ENGINE: 'redis', LAB_ROLE: 'LabRole' }];

/** Texts that are missing in one language, or the same in both. */
const oneSided = (texts: readonly Text[]) => texts.filter(({ en, pt }) => !en.trim() || !pt.trim() || en === pt);

async function partsWith(env: Record<string, string>): Promise<LineCounter> {
  const { cloud, part } = await openLineCounter(env);
  cloud.close();
  return part;
}

test.each(SETTINGS)('what and why of every part are sentences in both languages: %j', async (env) => {
  const abouts = stepsOf(await partsWith(env)).map(({ about }) => about);
  expect(abouts.length).toBeGreaterThan(50);
  const sentences = abouts.flatMap(({ what, why }) => [what, why]);
  expect(sentences.filter(({ en, pt }) => !/[^.]\.$/.test(en) || !/[^.]\.$/.test(pt))).toEqual([]);
  expect(oneSided([...sentences, ...abouts.flatMap(({ costs }) => costs ?? [])])).toEqual([]);
});

test.each(Object.entries({ provision, teardown }))('every stage of %s is there in both languages', async (_, story) => {
  const stages: Text[] = [];
  const never = new Promise<never>(() => {});
  const run = {
    stage: (title: Text) => void stages.push(title),
    up: () => never,
    down: () => never,
    removeIfPresent: () => never,
  };
  story(run, await partsWith(ADDRESSES));
  expect(stages.length).toBeGreaterThan(4);
  expect(oneSided(stages)).toEqual([]);
  expect(stages.map(({ pt }) => pt.slice(0, 4))).toEqual(stages.map(({ en }) => en.slice(0, 4))); // "1 · "
});
