// The timeline of a file, made from its evidence: each time from its best source, and the resulting state.

import { expect, test } from 'vitest';
import type { LogLine } from '../../../operate/logs/log-line.ts';
import type { FileRecord } from '../record.ts';
import type { Evidence } from './evidence.ts';
import { timelineOf } from './timeline.ts';

const at = (seconds: number) => new Date(Date.UTC(2026, 2, 7, 12, 0, 0) + seconds * 1000);
const record: FileRecord = {
  ...{ bucket: 'b', key: 'a.txt', status: 'counted', lines: 1, newlines: 1, bytes: 2, sequencer: '0B' },
  ...{ uploadedAt: at(0).toISOString(), countedAt: at(3).toISOString(), etag: 'e' },
};
const line = (message: string, seconds: number, more: Partial<LogLine> = {}): LogLine => ({
  ...{ id: `${seconds}`, at: at(seconds), level: 'INFO', message, files: [{ bucket: 'b', key: 'a.txt' }], fields: {} },
  ...more,
});
const created = line('created', 3.01, {
  fields: { record, sentAt: at(0.5).toISOString(), receivedAt: at(1.5).toISOString() },
});
const back = (seconds: number, error: string) => line('comes back', seconds, { error });
const object = { at: at(0), etag: 'e' };
const none: Evidence = { current: false, lines: [], ended: [], dead: [] };
const dead = {
  ...{ messageId: 'm', body: '', sentAt: at(0.5), firstReceivedAt: at(1), received: 6, cameBack: 5 },
  ...{ files: [{ bucket: 'b', key: 'a.txt' }], reason: 'TimeoutError: no answer' },
};

test('a complete timeline: six times, and the seconds between them', () => {
  const way = timelineOf({ ...none, object, record, current: true, lines: [created, line('announced', 4)] });
  expect(way).toEqual({
    state: 'announced',
    cameBack: 0,
    steps: [
      { step: 'uploaded', at: at(0) },
      { step: 'event sent', at: at(0.5), seconds: 0.5 },
      { step: 'received', at: at(1.5), seconds: 1 },
      { step: 'counted', at: at(3), seconds: 1.5 },
      { step: 'recorded', at: at(3.01), seconds: 0.01 },
      { step: 'announced', at: at(4), seconds: 0.99 },
    ],
  });
});

test('a mail or a verdict about an earlier write does not count', () => {
  const older = { ...created, at: at(1), fields: { record: { ...record, sequencer: '0A' } } };
  const lines = [older, line('announced', 2), created];
  expect(timelineOf({ ...none, object, record, current: true, lines })).toMatchObject({ state: 'recorded' });
  const [, sent] = timelineOf({ ...none, object, record, current: true, lines: [older] }).steps;
  expect(sent).toEqual({ step: 'event sent' });
});

test('clocks that differ never make the length of a step negative', () => {
  const early = { ...created, fields: { ...created.fields, sentAt: at(-1).toISOString() } };
  expect(timelineOf({ ...none, object, record, current: true, lines: [early] }).steps[1]).toMatchObject({ seconds: 0 });
});

test.each<[state: string, clues: Evidence, more: object]>([
  ['absent', none, { cameBack: 0 }],
  ['absent', { ...none, record }, {}],
  ['waiting', { ...none, object }, {}],
  ['coming back', { ...none, object, lines: [back(1, 'one'), back(2, 'two')] }, { cameBack: 2, error: 'two' }],
  ['dead letter', { ...none, object, dead: [dead], lines: [back(1, 'one')] }, { error: 'TimeoutError: no answer' }],
])('%s', (state, clues, more) => {
  expect(timelineOf(clues)).toMatchObject({ state, ...more });
});

test('a dead letter shows when its event was sent', () => {
  expect(timelineOf({ ...none, object, dead: [dead] }).steps[1]).toEqual({
    step: 'event sent',
    at: at(0.5),
    seconds: 0.5,
  });
});
