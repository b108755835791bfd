// A walkthrough does not wait for a slow part: it is explained, started, and the parts that do not need it are next.

import { describe, expect, test } from 'vitest';
import { engine } from '../testing/engine.ts';
import type { Thing } from '../testing/recorder.ts';
import { Interrupted } from './problems.ts';
import { type Result, SILENT } from './progress.ts';
import { wallClock } from './wait.ts';

describe('a walkthrough with a slow part', () => {
  const goesOn = ({ title }: { title: string }) => title === 'slow';
  const slowly = (world: Map<string, Thing>, opened: Promise<void>) => ({
    async create() {
      await opened;
      world.set('slow', { size: 1 });
    },
  });

  test('it is introduced before its first write, other parts go on meanwhile, and what needs it comes when it is ready', async () => {
    const { step, tell, world, written } = engine();
    let open = () => {};
    const opened = new Promise<void>((resolve) => {
      open = resolve;
    });
    const told: string[] = [];
    const screen = {
      ...SILENT,
      async introduce(title: string) {
        told.push(`${title} after ${written.filter((one) => one.startsWith('create')).join(', ') || 'nothing'}`);
        if (title === 'c') open();
      },
      goesOn: (title: string) => void told.push(`${title} goes on`),
      ended: ({ title }: Result) => void told.push(`${title} ended`),
    };
    const { outcomes } = await tell(
      ({ up }) => {
        up(step('a'));
        const slow = up(step('slow', slowly(world, opened)));
        const needing = up(step('needing'), { slow });
        up(step('b'));
        up(step('last'), { needing });
        up(step('c'));
      },
      { oneByOne: true, goesOn, screen },
    );
    expect(outcomes).toEqual({
      a: 'created',
      slow: 'created',
      needing: 'created',
      b: 'created',
      last: 'created',
      c: 'created',
    });
    expect(told.slice(0, 7)).toEqual([
      ...['a after nothing', 'a ended', 'slow after create a', 'slow goes on'],
      ...['b after create a', 'b ended', 'c after create a, create b'],
    ]);
    const order = ['slow ended', 'needing ended', 'last ended'].map((one) => told.indexOf(one));
    expect(order).toEqual(order.toSorted((one, other) => one - other));
    expect(Math.min(...order)).toBeGreaterThan(0);
    expect(told.findIndex((one) => one.startsWith('needing after'))).toBeGreaterThan(told.indexOf('slow ended'));
  });

  test('stopped at a question, it waits no longer, and parts that need it are not started', async () => {
    const { step, tell, world } = engine();
    const screen = {
      ...SILENT,
      async introduce(title: string) {
        if (title === 'b') throw new Interrupted();
      },
    };
    const never = { ready: () => false };
    const { outcomes, failure } = await tell(
      ({ up }) => {
        const slow = up(step('slow', never));
        up(step('needing'), { slow });
        up(step('b'));
      },
      { oneByOne: true, goesOn, screen, clock: wallClock() },
    );
    expect(world.has('slow')).toBe(true);
    expect(outcomes).toEqual({ slow: 'failed', needing: 'not-started', b: 'not-started' });
    expect(failure).toBeInstanceOf(Interrupted);
  });
});
