// Questions to the reader: all pages, each file once, and the errors.

import { expect, test, vi } from 'vitest';
import type { Owned } from '../../aws/clients.ts';
import type { FailedRecord, FileRecord } from './record.ts';
import { listed } from './record-source.ts';
import { listRecords } from './records.ts';

const where = { bucket: 'b', reader: 'ada-dev-line-counter-records-reader' };
const record = (key: string): FileRecord => ({
  bucket: 'b',
  key,
  status: 'failed',
  reason: 'too large',
  countedAt: '2026-03-07T12:00:00.000Z',
  uploadedAt: '2026-03-07T12:00:00.000Z',
  sequencer: '1',
});

function readerThat(...answers: object[]) {
  const send = vi.fn(async ({ input }: { input: { Payload: string } }) => {
    const { failing, ...answer } = answers.shift() as { failing?: string };
    const Payload = { transformToString: () => JSON.stringify(answer) };
    return { Payload, ...(failing && { FunctionError: failing }), asked: input };
  });
  const cloud = { local: true, tags: { stack: 'line-counter' }, lambda: { send } } as unknown as Owned;
  return { cloud, asked: () => send.mock.calls.map(([{ input }]) => JSON.parse(input.Payload)) };
}

test('every page; a file that was counted again in between is shown once', async () => {
  const { cloud, asked } = readerThat(
    { records: [record('b'), record('a')], total: 3, cursor: 'next' },
    { records: [record('a'), record('c')], total: 4 },
  );
  expect((await listRecords(cloud, where)).map(({ key }) => key)).toEqual(['b', 'a', 'c']);
  expect(asked()).toEqual([{ op: 'list' }, { op: 'list', cursor: 'next' }]);
});

test('the error of a reader is shown', async () => {
  const { cloud } = readerThat({ failing: 'Unhandled', errorMessage: 'The cache cannot be reached.' });
  await expect(listRecords(cloud, where)).rejects.toThrow(
    'The function ada-dev-line-counter-records-reader failed: The cache cannot be reached.',
  );
});

test('a file that could not be counted has a reason, and no number that could be added up', () => {
  expect(listed(record('x')).line).toEqual({
    bucket: 'b',
    key: 'x',
    status: 'failed',
    reason: 'too large',
    at: '2026-03-07T12:00:00.000Z',
    countedAt: '2026-03-07T12:00:00.000Z',
  });
  expect(listed(record('x')).row).toEqual(['x', '', '', expect.stringMatching(/^2026-03-0\d /), 'failed: too large']);
});

test('a UTF-16 file says that its lines were counted as bytes; large numbers are grouped for people alone', () => {
  const { reason: _, ...known } = record('x') as FailedRecord;
  const plain: FileRecord = { ...known, status: 'counted', lines: 1234, newlines: 1233, bytes: 1_000_000 };
  const wide: FileRecord = { ...plain, encoding: 'utf-16' };
  const when = expect.stringMatching(/^2026-03-0\d /);
  expect(listed(plain).row).toEqual(['x', '1,234', '1,000,000', when, 'counted']);
  expect(listed(wide).row).toEqual(['x', '1,234', '1,000,000', when, 'counted, UTF-16: by bytes']);
  expect(listed(plain).line).toMatchObject({ lines: 1234, bytes: 1_000_000 });
  expect(listed(plain).line).not.toHaveProperty('encoding');
  expect(listed(wide).line).toMatchObject({ lines: 1234, encoding: 'utf-16' });
});
