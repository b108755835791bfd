// The road that every resource takes, on an imaginary service.

import { expect, test } from 'vitest';
import { imaginary, recordedContext, type Thing } from '../testing/recorder.ts';
import { Made } from './lifecycle.ts';
import { Problem } from './problems.ts';
import { defineStep } from './step.ts';

const unanswered = () =>
  Object.assign(new Error('internal'), { name: 'InternalError', $metadata: { httpStatusCode: 500 } });

/** Says no `count` times, then yes. */
function afterLooks(count: number) {
  let looks = 0;
  return () => {
    looks += 1;
    return looks > count;
  };
}

function setup(change: Parameters<typeof Object.assign>[1] = {}) {
  const world = new Map<string, Thing>();
  const { life, calls } = imaginary(world, 'thing');
  const step = defineStep<object, Thing>({ ...life, ...change });
  return { world, life, calls, step, ctx: recordedContext() };
}

test('the four beats', async () => {
  const { step, ctx, calls, world } = setup();
  expect(await step.ensure({}, ctx)).toMatchObject({ outcome: 'created', live: { size: 1 } });
  expect(await step.ensure({}, ctx)).toMatchObject({ outcome: 'unchanged', drift: [] });
  world.set('thing', { size: 7 });
  expect(await step.ensure({}, ctx)).toMatchObject({
    outcome: 'repaired',
    drift: [{ field: 'size', live: 7, wanted: 1 }],
  });
  expect(await step.remove(ctx)).toBe('removed');
  expect(await step.remove(ctx)).toBe('absent');
  expect(calls).toEqual(['create', 'repair', 'repair', 'destroy']);
  expect(ctx.paused).toEqual([]);
});

/** A new thing of this size, known without a look, and how often it was looked at. */
function madeWithSize(known: number, live = known) {
  const { world, life, calls, step, ctx } = setup({
    async observe() {
      calls.push('look');
      return life.observe(ctx);
    },
    async create() {
      calls.push('create');
      world.set('thing', { size: live });
      return new Made<Thing>({ size: known });
    },
  });
  return { calls, step, ctx };
}

test('the settings of a new thing that is known are put before the first look, which is the proof', async () => {
  const { step, ctx, calls } = madeWithSize(0);
  expect(await step.ensure({}, ctx)).toMatchObject({
    outcome: 'created',
    live: { size: 1 },
    drift: [{ field: 'size', live: 0, wanted: 1 }],
  });
  expect(calls).toEqual(['look', 'create', 'repair', 'look']);
});

test('a known new thing that is right is looked at once; when it is not as AWS documents, it is repaired', async () => {
  const right = madeWithSize(1);
  expect(await right.step.ensure({}, right.ctx)).toMatchObject({ outcome: 'created', drift: [] });
  expect(right.calls).toEqual(['look', 'create', 'look']);
  const other = madeWithSize(1, 7);
  expect(await other.step.ensure({}, other.ctx)).toMatchObject({ outcome: 'created', live: { size: 1 } });
  expect(other.calls).toEqual(['look', 'create', 'look', 'repair', 'look']);
});

test('a create that took effect although AWS answered 500 is not repeated', async () => {
  const { world, step, ctx, calls } = setup({
    async create() {
      calls.push('create');
      world.set('thing', { size: 0 });
      throw unanswered();
    },
  });
  expect(await step.ensure({}, ctx)).toMatchObject({ outcome: 'created', live: { size: 1 } });
  expect(calls).toEqual(['create', 'repair']);
  expect(ctx.told[0]).toMatch(/AWS did not answer.*looking whether it was made all the same/);
});

test('a create that took no effect is repeated, three times at most', async () => {
  const { step, ctx, calls } = setup({
    async create() {
      calls.push('create');
      throw unanswered();
    },
  });
  await expect(step.ensure({}, ctx)).rejects.toThrow('internal');
  expect(calls).toEqual(['create', 'create', 'create']);
});

test('any other failure of a create is thrown at once', async () => {
  const { step, ctx, calls } = setup({
    async create() {
      calls.push('create');
      throw Object.assign(new Error('no'), { name: 'AccessDenied', $metadata: { httpStatusCode: 403 } });
    },
  });
  await expect(step.ensure({}, ctx)).rejects.toThrow('no');
  expect(calls).toEqual(['create']);
});

test('a thing that is not ours is refused by every verb, without a call', async () => {
  const { world, step, ctx, calls } = setup();
  world.set('thing', { size: 7, ours: false });
  for (const verb of [step.describe(ctx), step.ensure({}, ctx), step.remove(ctx)])
    await expect(verb).rejects.toThrow(/exists, but it does not carry this project's tags/);
  expect(calls).toEqual([]);
  expect(world.get('thing')).toEqual({ size: 7, ours: false });
});

test('a new thing whose tags appear late is still ours', async () => {
  const { step, ctx } = setup({ ours: afterLooks(3) });
  expect(await step.ensure({}, ctx)).toMatchObject({ outcome: 'created' });
  expect(ctx.paused).toHaveLength(3);
});

test('a thing that is being deleted is waited for, then created again', async () => {
  const { world, step, ctx, calls } = setup({ leaving: (live: Thing) => live.size === -1 });
  world.set('thing', { size: -1 });
  const pause = async (seconds: number) => {
    await ctx.pause(seconds);
    if (ctx.now() > 60) world.delete('thing');
  };
  expect(await step.ensure({}, { ...ctx, pause })).toMatchObject({ outcome: 'created' });
  expect(calls).toEqual(['create', 'repair']);
  expect(ctx.told.some((text) => text.startsWith('going, '))).toBe(true);
});

test('a thing that is already being deleted is not deleted a second time', async () => {
  const { world, life, ctx, calls } = setup();
  const leaving = defineStep<object, Thing>({ ...life, leaving: () => true, patience: 10 });
  world.set('thing', { size: 1 });
  await expect(leaving.remove(ctx)).rejects.toThrow('Gave up waiting for thing to be gone');
  expect(calls).toEqual([]);
});

test('a second thing of ours is removed too, after the first; one that is being deleted is only waited for', async () => {
  const twins = new Map([1, 2, 3].map((size) => [String(size), size]));
  const destroyed: string[] = [];
  const { step, ctx } = setup({
    observe: async () => [...twins.values()].map((size) => ({ size }))[0],
    id: ({ size }: Thing) => String(size),
    leaving: ({ size }: Thing) => size === 3,
    destroy: async ({ size }: Thing) => {
      destroyed.push(String(size));
      twins.delete(String(size));
    },
  });
  const pause = async (seconds: number) => {
    await ctx.pause(seconds);
    twins.delete('3');
  };
  expect(await step.remove({ ...ctx, pause })).toBe('removed');
  expect(destroyed).toEqual(['1', '2']);
});

test('a new thing is repaired only when it is ready, and the wait shows the usual time', async () => {
  const { step, ctx, calls } = setup({ ready: afterLooks(5), usually: 180 });
  await step.ensure({}, ctx);
  expect(calls).toEqual(['create', 'repair']);
  expect(ctx.told[0]).toBe('creating, 0.0 s of about 3 min');
});

test('the times of this machine come before the documented times', async () => {
  const { step, ctx } = setup({ ready: afterLooks(1), usually: 180 });
  await step.ensure({}, { ...ctx, usually: 420 });
  expect(ctx.told[0]).toBe('creating, 0.0 s of about 7 min');
});

test('a thing that will never be ready fails at once with its own sentence', async () => {
  const ready = () => {
    throw new Problem('Cache x could not be made.');
  };
  const { step, ctx } = setup({ ready });
  await expect(step.ensure({}, ctx)).rejects.toThrow('Cache x could not be made.');
  expect(ctx.paused).toEqual([]);
});

test('a repair that changes nothing is reported with the field, both values and the time', async () => {
  const { world, step, ctx } = setup({ repair: async () => {}, patience: 120 });
  world.set('thing', { size: 7 });
  await expect(step.ensure({}, ctx)).rejects.toThrow('thing did not take its settings within 2 min: size 7 -> 1.');
});

test('a drift that nothing repairs is reported too', async () => {
  const { world, step, ctx } = setup({ repair: undefined });
  world.set('thing', { size: 7 });
  await expect(step.ensure({}, ctx)).rejects.toThrow(/did not take its settings/);
});

test('a new thing that somebody else removes is not waited for until the time ends', async () => {
  const { step, ctx } = setup({ create: async () => {}, patience: 3600 });
  const start = ctx.now();
  await expect(step.ensure({}, ctx)).rejects.toThrow(
    'thing was made, and is not there 2 min later: something deletes it.',
  );
  expect(ctx.now() - start).toBeLessThan(130);
});

/** A step that records its looks too. */
function looking(change: Parameters<typeof setup>[0]) {
  const { world, life, step, ctx, calls } = setup({
    async observe() {
      calls.push('look');
      return life.observe(ctx);
    },
    ...(change as object),
  });
  return { world, step, ctx, calls };
}

test('where the answer to the delete is its end, `remove` does not look again', async () => {
  const { world, step, ctx, calls } = looking({ gone: true });
  world.set('thing', { size: 1 });
  expect(await step.remove(ctx)).toBe('removed');
  expect(calls).toEqual(['look', 'destroy']);
});

test('`remove` believes what was seen a moment ago', async () => {
  const { world, step, ctx, calls } = looking({ gone: true });
  world.set('thing', { size: 1 });
  expect(await step.remove(ctx, { live: undefined })).toBe('absent');
  expect(await step.remove(ctx, { live: { size: 1 } })).toBe('removed');
  expect(calls).toEqual(['destroy']);
});

test('where AWS always works on a change for a while, the first look after it comes later', async () => {
  const { step, ctx, calls } = looking({ atLeast: 0.6 });
  await step.ensure({}, ctx);
  expect(ctx.paused).toEqual([0.6, 0.6]); // after the create, after the repair
  expect(calls).toEqual(['look', 'create', 'look', 'repair', 'look']);
});

test('a change of ours that AWS could not carry out fails at once with its reason; an older failure is repaired', async () => {
  const failed = ({ size }: Thing) => (size === 9 ? new Problem('Thing could not be changed: no room') : undefined);
  const older = setup({ failed });
  older.world.set('thing', { size: 9 });
  expect(await older.step.ensure({}, older.ctx)).toMatchObject({ outcome: 'repaired', live: { size: 1 } });
  const ours = setup({ failed, repair: async () => ours.world.set('thing', { size: 9 }) });
  ours.world.set('thing', { size: 7 });
  await expect(ours.step.ensure({}, ours.ctx)).rejects.toThrow('no room');
  expect(ours.ctx.paused).toEqual([]);
});
