// Comparing the audit trail of CloudWatch with that of S3.

import { expect, test } from 'vitest';
import { hashOf } from '../app/audit/chain.ts';
import { compare } from './verify.ts';

function chainOf(count: number): Map<number, string> {
  const lines = new Map<number, string>();
  let previous = '';
  for (let sequence = 1; sequence <= count; sequence += 1) {
    const line = JSON.stringify({ chain: 'app-1', sequence, previous, action: 'list' });
    lines.set(sequence, line);
    previous = hashOf(line);
  }
  return lines;
}
const without = (lines: Map<number, string>, ...gone: number[]) =>
  new Map([...lines].filter(([sequence]) => !gone.includes(sequence)));

test('each may lack what the other has, and together they are whole', () => {
  const all = chainOf(6);
  expect(compare(all, without(all, 5, 6))).toBeUndefined();
  expect(compare(without(all, 1, 2), without(all, 6))).toBeUndefined();
  expect(compare(new Map(), all)).toBeUndefined();
});

test('a line that is missing in both, or is another in one of them, is told', () => {
  const all = chainOf(6);
  expect(compare(without(all, 3), without(all, 3))?.en).toBe('after line 2 comes line 4');
  expect(compare(without(all, 1), without(all, 1))?.en).toBe('after line 0 comes line 2');
  const changed = new Map(all).set(2, String(all.get(2)).replace('list', 'upload'));
  expect(compare(changed, all)?.en).toBe('line 2 is another in CloudWatch than in S3');
  expect(compare(changed, new Map())?.en).toBe('line 3 does not follow the line before it');
});
