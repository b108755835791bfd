import { EC2Client } from '@aws-sdk/client-ec2';
import { expect, test } from 'vitest';
import { whenUsed } from './when-used.ts';

test('the object is made at its first use, once', () => {
  let made = 0;
  class Counter {
    count = 1;
    next(): number {
      this.count += 1;
      return this.count;
    }
  }
  const counter = whenUsed(() => {
    made += 1;
    return new Counter();
  });
  expect(made).toBe(0);
  const { next } = counter;
  expect([next(), counter.next(), counter.count, 'count' in counter, made]).toEqual([2, 3, 3, true, 1]);
});

test('a client counts as one for the SDK’s paginators', () => {
  expect(whenUsed(() => new EC2Client({ region: 'us-east-1' }))).toBeInstanceOf(EC2Client);
});
