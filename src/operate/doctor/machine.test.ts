// The doctor checks this machine: each missing thing is a line with what to do, and nothing is started or written.

import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, inject, onTestFinished, test } from 'vitest';
import { placeOf, writeRecord } from '../../local/place.ts';
import { choosePorts } from '../../local/ports.ts';
import { findingLine } from './finding.ts';
import { folders, node, ports, python } from './machine.ts';

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'doctor-'));
  onTestFinished(() => rmSync(made, { recursive: true }));
  return made;
}

test.each([
  ['18.20.4', 'bad'],
  ['20.18.1', 'bad'],
  ['20.19.0', 'warning'],
  ['22.0.0', 'good'],
])('Node.js %s: %s', (version, verdict) => {
  expect(node(version)).toMatchObject({ verdict, found: version });
});

test('Python: the installed one, what it can be installed with, and what to do when there is none', async () => {
  const nowhere = join(folder(), 'python');
  expect(findingLine(await python())).toMatchObject({ verdict: 'good', found: 'MiniStack and Valkey are installed' });
  expect(findingLine(await python({ folder: nowhere }))).toMatchObject({
    found: expect.stringMatching(/python3? .*\d|uv \d/i),
  });
  expect(findingLine(await python({ folder: nowhere, path: folder() }))).toEqual({
    ...{ check: 'Python', verdict: 'bad', found: 'no Python 3.10 or newer with venv' },
    next: expect.stringMatching(/^Install it \(Debian.*or install uv .*\)\.$/),
  });
  expect(existsSync(nowhere)).toBe(false);
});

test('ports: of the running cloud, not chosen yet, free, and used by another program', async () => {
  const { endpoint, home: running } = inject('cloud');
  expect(findingLine(await ports({ home: running }))).toMatchObject({ found: `the local cloud runs at ${endpoint}` });
  const home = folder();
  expect(findingLine(await ports({ home }))).toMatchObject({ verdict: 'good', found: 'it takes some that are free' });
  const chosen = await choosePorts(false);
  writeRecord(placeOf(home), { ports: chosen });
  expect(findingLine(await ports({ home }))).toMatchObject({ verdict: 'good', found: `${chosen.aws} is free` });
  const stranger = createServer().listen(chosen.cache, '127.0.0.1');
  onTestFinished(() => void stranger.close());
  await once(stranger, 'listening');
  expect(findingLine(await ports({ home }))).toMatchObject({
    verdict: 'good',
    found: `another program has ${chosen.cache}: the local cloud will take another port, and keeps what it holds`,
  });
});

test('the folder: its free space, and a folder that cannot be written', async () => {
  const home = join(folder(), 'deep', 'cloud');
  expect(findingLine(await folders({ home }))).toMatchObject({
    found: expect.stringMatching(/^can be written, \d+ MB are free$/),
  });
  expect(existsSync(join(home, '..'))).toBe(false);
  const file = join(folder(), 'file');
  writeFileSync(file, '');
  expect(findingLine(await folders({ home: join(file, 'cloud') }))).toMatchObject({
    verdict: 'bad',
    found: `${file} cannot be written: it is a file`,
  });
});
