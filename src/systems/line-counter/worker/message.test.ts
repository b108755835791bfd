// Names as S3 sends them, and everything else that may be in a queue.

import { expect, test } from 'vitest';
import { readMessage } from './message.ts';

const object = { key: 'a.txt', size: 3, eTag: 'e', sequencer: '0A' };
const record = (changes: object = {}, eventName = 'ObjectCreated:Put') => ({
  eventName,
  eventTime: '2025-03-01T12:00:00.000Z',
  s3: { bucket: { name: 'b' }, object: { ...object, ...changes } },
});
const read = (...Records: unknown[]) => readMessage(JSON.stringify({ Records }));

/** S3's encoding: every byte but letters, digits, `-_.~/` and `*` as percent, a blank as `+`. */
const encode = (key: string) => encodeURIComponent(key).replaceAll('%20', '+').replaceAll('%2F', '/');

test.each([
  'relatório março.csv',
  'dois  espaços.txt',
  'a+b.txt',
  '100%.txt',
  '100%25.txt',
  'a%2Bb.txt',
  '🙂/日本.txt',
  'pasta/',
  "quo'te&amp;=?#.txt",
  'linha\nquebrada.txt',
  'ã'.repeat(450),
])('the key %s is decoded exactly once', (key) => {
  expect(read(record({ key: encode(key) }))).toMatchObject([{ kind: 'upload', upload: { key } }]);
});

test('an upload has exactly the facts of its event', () => {
  const known = {
    bucket: 'b',
    key: 'a.txt',
    size: 3,
    sequencer: '0A',
    uploadedAt: '2025-03-01T12:00:00.000Z',
  };
  expect(read(record())).toEqual([{ kind: 'upload', upload: { ...known, etag: 'e' } }]);
  const versioned = { ...known, etag: 'e', versionId: 'v1' };
  expect(read(record({ versionId: 'v1' }))).toEqual([{ kind: 'upload', upload: versioned }]);
});

test('a key that cannot be decoded keeps its raw name and says so', () => {
  const upload = { key: 'x%E0%A4%A.txt', flaw: 'the key is badly encoded' };
  expect(read(record({ key: 'x%E0%A4%A.txt' }))).toMatchObject([{ kind: 'upload', upload }]);
});

test('the test message of S3 and removals are ignored', () => {
  const body = JSON.stringify({ Service: 'Amazon S3', Event: 's3:TestEvent', Bucket: 'b' });
  expect(readMessage(body)).toEqual([{ kind: 'ignored', what: 's3:TestEvent' }]);
  expect(read(record({}, 'ObjectRemoved:Delete'))).toEqual([{ kind: 'ignored', what: 'ObjectRemoved:Delete' }]);
});

test.each(['2.0', '2.1', '2.2', '2.3', '3.0', undefined])(
  'eventVersion %s, with fields that nobody knows, is read',
  (eventVersion) => {
    const newer = { ...record(), eventVersion, replicationEventData: {}, later: { unknown: true } };
    expect(read(newer)).toMatchObject([{ kind: 'upload', upload: { key: 'a.txt', sequencer: '0A' } }]);
  },
);

test('a message with several records gives them in order', () => {
  const items = read(record({ key: '1' }), record({}, 'ObjectRemoved:Delete'), record({ key: '2' }));
  expect(items.map(({ kind }) => kind)).toEqual(['upload', 'ignored', 'upload']);
});

test.each([
  ['', 'not JSON'],
  ['hello', 'not JSON'],
  ['null', 'not an object'],
  ['7', 'not an object'],
  ['{}', 'no Records'],
  ['{"Records":{}}', 'no Records'],
  ['{"Records":[null]}', 'a record is not an object'],
  ['{"Records":[{}]}', 'no eventName'],
  ['{"Records":[{"eventName":"ObjectCreated:Put"}]}', 'names no object'],
  [JSON.stringify({ Records: [record({ key: '' })] }), 'names no object'],
  [JSON.stringify({ Records: [record({ sequencer: undefined })] }), 'lacks'],
  [JSON.stringify({ Records: [{ ...record(), eventTime: 'soon' }] }), 'lacks'],
])('%s is unreadable, and said to be', (body, detail) => {
  expect(readMessage(body)).toEqual([{ kind: 'unreadable', detail: expect.stringContaining(detail) }]);
});
