// The roles of the two functions name exact actions and exact resources.

import { expect, test } from 'vitest';
import { readerRights, workerRights } from './function-rights.ts';

const arns = {
  bucket: 'arn:aws:s3:::uploads',
  queue: 'arn:aws:sqs:::jobs',
  topic: 'arn:aws:sns:::results',
  logs: ['arn:aws:logs:::log'],
};

test.each([
  ['worker', workerRights(arns)],
  ['reader', readerRights(arns)],
])('the role of the %s: only joining the network may not name its resources', (_, { Statement }) => {
  for (const { Sid, Action, Resource } of Statement) {
    expect(Action.filter((action) => action.includes('*'))).toEqual([]);
    if (Sid !== 'JoinTheNetwork') expect(Resource).not.toContain('*');
  }
  expect(Statement.map(({ Sid }) => Sid)).toContain('JoinTheNetwork');
});
