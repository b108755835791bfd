// The three places of a system fit together, or they do not compile.

import * as v from 'valibot';
import { expect, expectTypeOf, test } from 'vitest';
import type { Run } from '../engine/run.ts';
import { openTestCloud } from '../testing/test-cloud.ts';
import { type Definition, joined, type System } from './system.ts';

interface Bakery {
  readonly oven: string;
}
interface Garden {
  readonly tree: string;
}
const bakery: Definition<{ FLOUR: v.OptionalSchema<v.StringSchema<undefined>, 'rye'> }, Bakery> = {
  about: { en: 'It bakes.', pt: 'Ela assa.' },
  settings: { FLOUR: v.optional(v.string(), 'rye') },
  parts: async (_, { FLOUR }) => ({ oven: FLOUR }),
  abilities: ({ FLOUR }) => (FLOUR === 'rye' ? { upload: async () => () => FLOUR } : {}),
};
const told: string[] = [];
const provision = {
  provision: (_: Run, { oven }: Bakery) => ({ bread: Promise.resolve(oven) }),
  outputs: async ({ bread }: { bread: Promise<string> }) => ({ fields: { bread: await bread }, says: [] }),
};
const teardown = { teardown: (_: Run, { oven }: Bakery) => void told.push(oven) };
const gardenTeardown = { teardown: (_: Run, { tree }: Garden) => void told.push(tree) };

const defined = Promise.resolve({ system: bakery });
const [forth, back, gardenBack] = [async () => provision, async () => teardown, async () => gardenTeardown];
const join = () => joined('bakery', defined, forth, back);

test('settings are read once and reach parts, abilities, stories and outputs', async () => {
  const { cloud } = await openTestCloud();
  const system = await join();
  expect(system).toMatchObject({ name: 'bakery', settings: ['FLOUR'], boundary: undefined });
  const configured = system.configured({ FLOUR: 'wheat', STAGE: 'test' });
  expect(configured.settings).toMatchObject({ STAGE: 'test' });
  expect(Object.keys(configured.abilities)).toEqual([]);
  expect(Object.keys(system.configured({}).abilities)).toEqual(['upload']);

  const story = await configured.story(cloud);
  expect(story.parts).toEqual({ oven: 'wheat' });
  const made = story.up({} as Run);
  expect(await made.outputs()).toEqual({ fields: { bread: 'wheat' }, says: [] });
  expect(made.news([])).toEqual({ fields: {}, says: [] });
  story.down({} as Run);
  expect(told).toEqual(['wheat']);
  cloud.close();
});

test('a setting that is not right is named together with the shared ones', async () => {
  const system = await join();
  expect(() => system.configured({ STAGE: 'NOT RIGHT' })).toThrow(/STAGE must be/);
});

test('swapped imports do not compile', () => {
  expectTypeOf(join).returns.toEqualTypeOf<Promise<System>>();
  // @ts-expect-error: the way back is about other parts
  const swapped = () => joined('bakery', defined, forth, gardenBack);
  // @ts-expect-error: the way back stands where the way there belongs
  const turned = () => joined('bakery', defined, back, back);
  expect([swapped, turned]).toHaveLength(2);
});
