// Every kind of part is listed by one service, so that no receipt can forget it.

import { expect, test } from 'vitest';
import { stepsOf } from '../engine/steps-of.ts';
import { openLineCounter } from '../systems/line-counter/testing/open.ts';
import { SERVICES, servicesOf } from './services.ts';

test('every kind of the line counter’s parts has one service that lists it', async () => {
  const { cloud, part } = await openLineCounter({ ALARMS: 'on', NOTIFY_EMAIL: 'ana@example.com' });
  cloud.close();
  for (const { kind } of stepsOf(part)) expect(SERVICES.filter(({ kinds }) => kinds.includes(kind))).toHaveLength(1);
});

test('a kind that nothing lists is an error, and only services in use are looked at', () => {
  expect(() => servicesOf([{ kind: 'SQS queue' }, { kind: 'Carrier pigeon' }])).toThrow(
    /knows the kind Carrier pigeon/,
  );
  expect(servicesOf([{ kind: 'Notification' }, { kind: 'SQS queue' }]).map(({ name }) => name)).toEqual(['S3', 'SQS']);
});
