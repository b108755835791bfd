// The file that keeps which exercise runs: read back as it was written, and a clear sentence for what somebody else wrote.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { type ExerciseState, readExercises, writeExercises } from './state.ts';

const folder = mkdtempSync(join(tmpdir(), 'exercises-'));
const file = join(folder, 'state', 'exercises.json');
afterAll(() => rmSync(folder, { recursive: true }));

test('it is read back as it was written; without the file no exercise has run', () => {
  expect(readExercises(file)).toEqual({ ended: [], built: [] });
  const running = { number: 3, system: 'audit-log', startedAt: '2026-03-07T14:05:00Z', tries: 1, hints: 0 };
  const ended = [{ ...running, number: 1, endedAt: '2026-03-07T14:00:00Z', outcome: 'solved' as const }];
  const state: ExerciseState = { running, ended, built: ['audit-log'] };
  writeExercises(state, file);
  expect(readExercises(file)).toEqual(state);
});

test.each([
  ['no JSON', '{"ended": ['],
  ['nothing', ''],
  ['another shape', '{"ended": [], "built": "audit-log"}'],
])('%s in it: what was read, why not, and what to do', (_, text) => {
  writeFileSync(file, text);
  expect(() => readExercises(file)).toThrow(
    expect.objectContaining({
      message: expect.stringMatching(/^Reading which exercise runs, from .*exercises\.json: .+\.$/),
      next: expect.objectContaining({ pt: expect.stringContaining('Apague esse arquivo.') }),
    }),
  );
});
