// Hazard 04: waiters of the SDK swallow errors.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

test('no waiter of the SDK is used anywhere', () => {
  const root = fileURLToPath(new URL('../../..', import.meta.url));
  const sources = ['src', 'provision', 'teardown', 'scripts'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
      .map((file) => join(root, folder, file)),
  );
  expect(sources.length).toBeGreaterThan(50);
  // The plain script of a benchmark uses them, because the usual script does.
  const ours = sources.filter((file) => !file.includes('/bench/plain/'));
  expect(ours.filter((file) => /\bwaitUntil[A-Z]/.test(readFileSync(file, 'utf8')))).toEqual([]);
});
