// npm run help names every command of package.json that is ours, in both languages; local -- env makes aws work here.

import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { listCommands } from '../src/cli/listed-commands.ts';
import { awsAlias } from '../src/local/aws-program.ts';

const { scripts } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));

test('every command has one sentence in each language, made of its own usage', async () => {
  const commands = await listCommands();
  const ours = Object.entries(scripts).filter(([, line]) =>
    /--import \S+ (scripts|provision|teardown)\//.test(String(line)),
  );
  expect(commands.map(({ name }) => name)).toEqual(ours.map(([name]) => name).filter((name) => name !== 'help'));
  for (const { name, about } of commands) {
    for (const text of [about.en, about.pt]) expect(text, name).toMatch(/^\p{Lu}.{10,130}\.$/u);
    expect(about.en, name).not.toBe(about.pt);
  }
});

const run = promisify(execFile);

/** Prints, at the end of a process, which files of the SDK it has loaded. */
const SDK_AT_EXIT = `data:text/javascript,
import { createRequire } from 'node:module';
const { cache } = createRequire('file:///any.js');
process.on('exit', () => console.error(Object.keys(cache).filter((file) => file.includes('@aws-sdk')).join('\\n')));`;

/** From its sources, because it loads those of the others. @returns what it printed, and the SDK's files */
async function help(...flags: string[]) {
  const env = { PATH: process.env.PATH, NO_COLOR: '1', UI_LANGUAGE: 'pt' };
  const loaders = ['tsx', SDK_AT_EXIT].flatMap((loader) => ['--import', loader]);
  const { stdout, stderr } = await run(process.execPath, [...loaders, 'scripts/help.ts', ...flags], { env });
  return { out: stdout, sdk: stderr.trim() };
}

test('the screen is in the chosen language; lines for programs are English; no command loads the SDK to say what it is', {
  timeout: 240_000,
}, async () => {
  const { out, sdk } = await help();
  expect(out).toMatch(/^npm run up +Cria, adota ou corrige/m);
  expect(sdk).toBe('');
  const lines = (await help('--json')).out.trim().split('\n');
  expect(lines.map((line) => JSON.parse(line))).toContainEqual({
    command: 'up',
    about: 'Creates, adopts or repairs every resource of a system.',
  });
});

test('a shell with the line of local -- env gives `aws` the endpoint, keys and the region, and nothing to others', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'aws-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const print = 'echo "$AWS_ENDPOINT_URL $AWS_ACCESS_KEY_ID $AWS_REGION [$AWS_SESSION_TOKEN]"';
  writeFileSync(join(folder, 'aws'), `#!/bin/sh\n${print}\n`, { mode: 0o755 });
  const shell = `shopt -s expand_aliases\n${awsAlias('http://127.0.0.1:4566', 'us-west-2')}\naws\n${print}`;
  const env = { PATH: `${folder}:${process.env.PATH}`, AWS_SESSION_TOKEN: 'of-somebody' };
  const { stdout } = await run('bash', ['-c', shell], { env });
  expect(stdout).toBe('http://127.0.0.1:4566 000000000000 us-west-2 []\n   [of-somebody]\n');
});
