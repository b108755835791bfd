// The board in a terminal emulator: what is on the screen after rows were added and removed.
// Titles are those of a real run. Rows are removed from the middle, because parts end in any order.

import { expect, test } from 'vitest';
import { Interrupted } from '../engine/problems.ts';
import type { Outcome, Result } from '../engine/progress.ts';
import { emulator } from '../testing/emulator.ts';
import { DEFAULT_SYSTEM } from './next-command.ts';
import { terminal } from './terminal.ts';

const NAME = `ada-dev-${DEFAULT_SYSTEM}`;
const [vpc, a, b, logs, mapping] = [
  `VPC ${NAME}`,
  `Subnet ${NAME}-a`,
  `Subnet ${NAME}-b`,
  `Log group /aws/lambda/${NAME}-records-reader`,
  `Mapping ${NAME}-jobs -> ${NAME}-worker`,
] as const;
const FIRST = '1 · The network, and what needs nothing else';
const SECOND = '2 · Queue and cache (on AWS the cache takes 6 to 10 minutes; other parts go on meanwhile)';

const result = (title: string, outcome: Outcome, more: Partial<Result> = {}): Result => ({
  ...{ title, outcome, drift: [], seconds: 0.1, calls: [] },
  ...more,
});

/** A board on which every part is working. */
async function atWork(columns: number) {
  const { stream, ...screen } = emulator(columns);
  const board = await terminal(stream, {}, NAME);
  board.stage({ en: FIRST, pt: FIRST });
  for (const title of [vpc, a, b, logs]) board.planned(title);
  board.stage({ en: SECOND, pt: SECOND });
  board.planned(mapping);
  for (const title of [vpc, a, b, logs, mapping]) board.working(title, 'looking');
  return { ...screen, stream, board };
}

const row = (columns: number) => (title: string, word: string) => `  ${title.padEnd(columns)} ${word}`;
/** At 80 columns every title is shortened, to 40 columns at least. At 120 the longest title decides the width. */
const [narrow, wide] = [row(40), row(mapping.length + 2)];

test('120 columns: while parts end in any order, each row shows its state, and no old row stays', async () => {
  const { rows, broken, board } = await atWork(120);
  expect(await rows()).toEqual([FIRST, ...[vpc, a, b, logs, mapping].map((title) => wide(title, 'looking'))]);
  for (const title of [b, logs]) board.ended(result(title, 'created'));
  board.working(mapping, 'creating, 2.0 s');
  expect(await rows()).toEqual([FIRST, wide(vpc, 'looking'), wide(a, 'looking'), wide(mapping, 'creating, 2.0 s')]);
  for (const title of [a, vpc, mapping]) board.ended(result(title, 'created'));
  board.finish();
  const ended = [vpc, a, b, logs].map((title) => wide(title, 'created'));
  expect(await rows()).toEqual([FIRST, ...ended, SECOND, wide(mapping, 'created')]);
  expect(broken()).toBe(0);
});

test('80 columns: lines break between words, and names leave out their common beginning', async () => {
  const { rows, broken, board } = await atWork(80);
  const error = Object.assign(new Error('User is not authorized to perform: lambda:CreateEventSourceMapping'), {
    name: 'AccessDenied',
  });
  for (const title of [a, vpc, b]) board.ended(result(title, 'would-repair'));
  board.ended(result(mapping, 'failed', { error }));
  board.ended(result(logs, 'would-create'));
  board.finish();
  expect(await rows()).toEqual([
    `… stands for ${NAME}`,
    FIRST,
    narrow(vpc, 'would be repaired'),
    narrow('Subnet …-a', 'would be repaired'),
    narrow('Subnet …-b', 'would be repaired'),
    narrow('Log group /aws/lambda/…-records-reader', 'would be created'),
    '2 · Queue and cache (on AWS the cache takes 6 to 10 minutes; other parts go on',
    '    meanwhile)',
    narrow('Mapping …-jobs -> …-worker', 'failed     AccessDenied: User is not'),
    narrow('', 'authorized to perform:'),
    narrow('', 'lambda:CreateEventSourceMapping'),
  ]);
  expect(broken()).toBe(0);
});

test('Ctrl-C: its sentence has its own line, and the board ends below it', async () => {
  const { rows, stream, board } = await atWork(120);
  board.ended(result(vpc, 'created'));
  board.clear();
  stream.write('\nStopping.\n');
  board.ended(result(b, 'created'));
  const error = new Interrupted();
  board.ended(result(a, 'failed', { error }));
  for (const title of [logs, mapping]) board.ended(result(title, 'not-started', { error }));
  board.finish();
  expect(await rows()).toEqual([
    ...[FIRST, wide(vpc, 'created'), '', 'Stopping.'],
    ...[wide(a, 'stopped'), wide(b, 'created'), wide(logs, 'not started'), SECOND, wide(mapping, 'not started')],
  ]);
});
