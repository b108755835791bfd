// Events of S3 as they come, and what is none.

import { expect, test } from 'vitest';
import { readObjectEvents } from './s3-event.ts';

const record = (change: object = {}, object: object = {}) => ({
  ...{ eventName: 'ObjectCreated:Put', eventTime: '2026-11-26T10:00:00.000Z' },
  ...{ userIdentity: { principalId: 'AWS:AROAEXAMPLE:ana' }, requestParameters: { sourceIPAddress: '203.0.113.7' } },
  responseElements: { 'x-amz-request-id': 'C3D13FE58DE4C810' },
  s3: {
    bucket: { name: 'files' },
    object: {
      key: 'relat%C3%B3rio+1%2Bx.csv',
      size: 12,
      eTag: 'abc',
      versionId: 'v1',
      sequencer: '0055aed6',
      ...object,
    },
  },
  ...change,
});

test('a record is read whole: the key decoded once, the sequencer in capital letters', () => {
  expect(readObjectEvents({ Records: [record()] })).toEqual([
    {
      ...{ bucket: 'files', key: 'relatório 1+x.csv', name: 'ObjectCreated:Put', at: '2026-11-26T10:00:00.000Z' },
      ...{ sequencer: '0055AED6', size: 12, etag: 'abc', versionId: 'v1' },
      ...{ by: 'AWS:AROAEXAMPLE:ana', sourceIp: '203.0.113.7', requestId: 'C3D13FE58DE4C810' },
    },
  ]);
});

test('several records keep their order; what is missing is left out', () => {
  const deletion = record(
    { eventName: 'ObjectRemoved:Delete', userIdentity: undefined, requestParameters: {}, responseElements: null },
    { key: 'a', size: undefined, eTag: '', versionId: undefined },
  );
  const [, last] = readObjectEvents({ Records: [record(), deletion] });
  expect(last).toEqual({
    ...{
      bucket: 'files',
      key: 'a',
      name: 'ObjectRemoved:Delete',
      at: '2026-11-26T10:00:00.000Z',
      sequencer: '0055AED6',
    },
  });
});

test('an event without a sequencer is ordered by its time', () => {
  const [one] = readObjectEvents({ Records: [record({}, { sequencer: undefined })] });
  expect(one?.sequencer).toBe(Date.parse('2026-11-26T10:00:00Z').toString(16).toUpperCase());
});

test('a key that nobody can decode stays as it came, and says so', () => {
  expect(readObjectEvents({ Records: [record({}, { key: '100%' })] })).toMatchObject([{ key: '100%', unnamed: true }]);
});

test.each([
  [undefined, 'it has no Records'],
  [{ Event: 's3:TestEvent' }, 'it has no Records'],
  [{ Records: [{}] }, 'names no event, no object or no time'],
  [{ Records: [record({ eventTime: 'soon' })] }, 'names no event, no object or no time'],
])('%j is none of S3’s', (event, why) => {
  expect(() => readObjectEvents(event)).toThrow(why);
});
