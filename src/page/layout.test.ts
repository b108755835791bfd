// Where boxes stand: data flows in one direction, boxes do not touch, and an arrow goes around boxes that it passes.

import { expect, test } from 'vitest';
import { layout, type Point } from './app/flow/layout.ts';

const edges = (...pairs: string[]) => pairs.map((pair) => ({ from: pair[0] ?? '', to: pair[1] ?? '' }));
const at = (all: ReadonlyMap<string, Point>, id: string) => all.get(id) ?? { x: Number.NaN, y: Number.NaN };

test('each box stands behind those that lead to it; downwards on a narrow screen', () => {
  const flow = edges('ab', 'bc', 'bd', 'ec');
  const { boxes } = layout([...'abcde'], flow);
  for (const { from, to } of flow) expect(at(boxes, from).x).toBeLessThan(at(boxes, to).x);
  expect(at(boxes, 'e').x).toBe(at(boxes, 'b').x); // a beginning stands directly before what it leads to
  const down = layout([...'abcde'], flow, true);
  for (const { from, to } of flow) expect(at(down.boxes, from).y).toBeLessThan(at(down.boxes, to).y);
  expect(down.width).toBeLessThan(down.height);
});

test.each([false, true])('no two boxes touch, and all are inside the drawing (downwards: %s)', (down) => {
  const ids = [...'abcdefghij'];
  const { boxes, box, width, height } = layout(ids, edges('ab', 'bc', 'bd', 'be', 'ce', 'fe', 'gh'), down);
  const all = ids.map((id) => at(boxes, id));
  for (const [index, { x, y }] of all.entries()) {
    expect([x >= 0, y >= 0, x + box.width <= width, y + box.height <= height]).toEqual([true, true, true, true]);
    for (const other of all.slice(index + 1))
      expect(Math.abs(x - other.x) >= box.width || Math.abs(y - other.y) >= box.height).toBe(true);
  }
});

test('what is not joined to the rest has lines of its own below', () => {
  const { boxes } = layout([...'xyabc'], edges('ab', 'bc', 'xy'));
  expect(at(boxes, 'x').y).toBeGreaterThan(Math.max(...[...'abc'].map((id) => at(boxes, id).y)));
});

test('an arrow over several columns passes through a free place of each', () => {
  const { arrows, boxes } = layout([...'abcd'], edges('ab', 'bc', 'cd', 'ad'));
  expect(arrows.get('a d')?.match(/L/g)).toHaveLength(2);
  expect(arrows.get('a b')).not.toContain('L');
  const rows = [...(arrows.get('a d') ?? '').matchAll(/L[\d.]+ ([\d.]+)/g)].map(([, y]) => Number(y));
  const middle = at(boxes, 'b').y + 56;
  for (const y of rows) expect(Math.abs(y - middle)).toBeGreaterThan(56);
});

test('arrows in a circle end the search, and all boxes are placed', () => {
  const { boxes } = layout([...'abc'], edges('ab', 'bc', 'ca', 'aa'));
  expect([...boxes.values()].every(({ x, y }) => Number.isFinite(x) && Number.isFinite(y))).toBe(true);
});
