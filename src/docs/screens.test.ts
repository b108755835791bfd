// What people see, in both languages, in terminals of 80 and of 120 columns: screens/LANGUAGE-COLUMNS.txt. The terminal
// is a real one (Python's pty). Written again by:
// npx vitest run src/docs/screens.test.ts --config .vitest.config.ts --update=true

import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, test, vi } from 'vitest';
import { emulator } from '../testing/emulator.ts';
import { inTerminal } from '../testing/in-terminal.ts';
import { commandsOf, linesOf } from '../testing/run-command.ts';

const STAGE = 'screens';
const run = commandsOf(STAGE);
beforeAll(async () => {
  await run('provision/up.ts');
  // S3 has put its test event into the queue, and the function takes it away.
  const queue = async () => linesOf(await run('scripts/status.ts', '--json')).at(-1)?.queue;
  await vi.waitFor(async () => expect(await queue()).toEqual({ waiting: 0, inFlight: 0 }), 60_000);
}, 120_000);
afterAll(async () => void (await run('teardown/down.ts', '--yes')), 120_000);

const SHOWN = ['up --plan', 'status', 'systems'];
const ROWS = 60;

/** Rows whose numbers differ from run to run. */
const VARIES = /\d (s|min|h)\b|^ +(billed\.?|cobrado\.?)$/;

async function screen(columns: number, language: string): Promise<{ rows: string[]; broken: number }> {
  const lines = SHOWN.map((line) => {
    const [name = '', ...words] = line.split(' ');
    const folder = { up: 'provision', down: 'teardown' }[name] ?? 'scripts';
    const file = join(inject('commands'), folder, `${name}.mjs`);
    return `echo '$ npm run ${name}${words.length ? ` -- ${words.join(' ')}` : ''}'; '${process.execPath}' '${file}' ${words.join(' ')}`;
  });
  const env = { STAGE, UI_LANGUAGE: language, OPERATORS_EMAIL: '' };
  const child = inTerminal(lines.join('; '), { columns, rows: ROWS }, env);
  const { stream, rows, broken } = emulator(columns, ROWS);
  child.stdout.on('data', (chunk: Buffer) => stream.write(chunk));
  await new Promise((ended) => child.once('close', ended));
  return { rows: await rows(), broken: broken() };
}

test.each([
  [80, 'pt'],
  [80, 'en'],
  [120, 'pt'],
  [120, 'en'],
] as const)('%i columns in %s', { timeout: 120_000 }, async (columns, language) => {
  const { rows, broken } = await screen(columns, language);
  expect(broken).toBe(0); // no row that the terminal had to break
  const kept = rows.filter((row) => !VARIES.test(row)).join('\n');
  const withoutPort = kept.replaceAll(/^(Target|Destino): .*\n( {2}.*\n)?/gm, '');
  await expect(`${withoutPort}\n`).toMatchFileSnapshot(`screens/${language}-${columns}.txt`);
});
