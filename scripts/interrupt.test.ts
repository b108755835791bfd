// Ctrl-C in real processes: one press that comes twice, a second press, and the question of a walkthrough in a real
// terminal; and output that nobody reads any more.

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as after } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, onTestFinished, test, vi } from 'vitest';
import { inTerminal } from '../src/testing/in-terminal.ts';
import { commandsOf, linesOf, startingOf } from '../src/testing/run-command.ts';

const STAGE = 'pressed';
const OFF = { ALARMS: 'off', WEB: 'off' };
const start = startingOf(STAGE, OFF);
const run = commandsOf(STAGE, OFF);
afterAll(async () => void (await run('teardown/down.ts', '--yes')));

test('one press that comes twice, 33 ms apart: the board ends with its summary, exit code 130; the next run goes on', async () => {
  const up = start('provision/up.ts', '--json');
  await vi.waitFor(() => expect(up.out()).toContain('"created"'), { timeout: 50_000, interval: 5 });
  up.child.kill('SIGINT');
  await after(33);
  up.child.kill('SIGINT');
  const ended = await up.ended;
  expect(ended.status).toBe(130);
  expect(ended.err).toMatch(/\nStopping: calls under way are finished/);
  expect(ended.err).toMatch(
    /\n\d+ created, .*not started in [\d.]+ s\.\n! Stopped by Ctrl-C: \d+ of \d+ parts are done\.\n/,
  );
  expect(ended.err).not.toContain('Try:');
  const summary = linesOf(ended).at(-1);
  expect(summary).toMatchObject({ event: 'summary', ok: false });
  const again = linesOf(await run('provision/up.ts', '--json')).at(-1);
  expect(again).toMatchObject({ ok: true, unchanged: summary?.created });
});

test('a second press, later than half a second, ends at once', async () => {
  const silent = createServer(() => {}).listen(0, '127.0.0.1'); // takes every request, and answers none
  await new Promise((done) => silent.once('listening', done));
  const { port } = silent.address() as AddressInfo;
  let asked = false;
  silent.on('request', () => {
    asked = true;
  });
  const up = startingOf(STAGE, { AWS_ENDPOINT_URL: `http://127.0.0.1:${port}` })('provision/up.ts');
  await vi.waitFor(() => expect(asked).toBe(true), { timeout: 50_000 });
  up.child.kill('SIGINT');
  await vi.waitFor(() => expect(up.out()).toContain('Ctrl-C again ends at once'), { timeout: 10_000 });
  await after(600);
  expect(up.child.exitCode).toBeNull();
  const pressed = performance.now();
  up.child.kill('SIGINT');
  expect((await up.ended).status).toBe(130);
  expect(performance.now() - pressed).toBeLessThan(2_000);
  silent.closeAllConnections();
  silent.close();
});

test('a reader that stops early (`| head`) does not stop the work', async () => {
  const up = start('provision/up.ts', 'audit-log');
  up.child.stdout?.destroy();
  expect(await up.ended).toMatchObject({ status: 0, err: '' });
  expect(linesOf(await run('provision/up.ts', 'audit-log', '--json')).at(-1)).toMatchObject({ ok: true, writes: 0 });
  expect(await run('teardown/down.ts', 'audit-log', '--yes')).toMatchObject({ status: 0 });
});

const UP = fileURLToPath(new URL('../provision/up.ts', import.meta.url));

test.each([
  ['Ctrl-C', '\u0003'],
  ['Ctrl-D', '\u0004'],
])('%s at the question of --step: exit code 130, and where it stopped', async (_, key) => {
  const step = `exec '${process.execPath}' --import '${import.meta.resolve('tsx')}' '${UP}' --step`;
  const child = inTerminal(step, { columns: 80, rows: 24 }, { STAGE: 'asked' });
  onTestFinished(() => void child.kill());
  let shown = '';
  child.stdout.setEncoding('utf8').on('data', (piece: string) => (shown += piece));
  const ended = new Promise<number | null>((done) => void child.once('close', done));
  await vi.waitFor(() => expect(shown).toContain('Enter to go on'), { timeout: 50_000, interval: 20 });
  child.stdin.write(key);
  expect(await ended).toBe(130);
  expect(shown).toMatch(/\d+ not started in [\d.]+ s\./);
  expect(shown).toMatch(/! Stopped at part 1 of \d+\.\s+The same command goes on from here/);
  expect(shown).not.toContain('Try:');
  expect(shown.match(/Enter to go on/g)).toHaveLength(1);
});
