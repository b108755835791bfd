// One service lists every kind of part, so that the receipt of `down` is complete.

import { expect, test } from 'vitest';
import { BREAKS, UNBREAKABLE } from './breaks.ts';
import { SERVICES, servicesOf } from './services.ts';

test.each([...Object.keys(BREAKS), ...Object.keys(UNBREAKABLE)])('%s has one service that lists it', (kind) => {
  expect(SERVICES.filter(({ kinds }) => kinds.includes(kind))).toHaveLength(1);
});

test('a kind that nothing lists is an error, and only services in use are looked at', () => {
  expect(() => servicesOf([{ kind: 'SQS queue' }, { kind: 'Carrier pigeon' }])).toThrow(
    /knows the kind Carrier pigeon/,
  );
  expect(servicesOf([{ kind: 'Notification' }, { kind: 'SQS queue' }]).map(({ name }) => name)).toEqual(['S3', 'SQS']);
});
