// npm run doctor on this machine: it asks nothing that only AWS could answer, and starts nothing.

import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { commandsOf, linesOf } from '../src/testing/run-command.ts';

const SCRIPT = 'scripts/doctor.ts';
/** Commands on a machine whose local cloud is in that folder. */
const onMachine = (home: string) => commandsOf('doctor', { AWS_ENDPOINT_URL: '', LOCAL_CLOUD_HOME: home });

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'machine-'));
  onTestFinished(() => rmSync(made, { recursive: true }));
  return made;
}

test('the checklist of a machine: no line about an account, no cloud started, and what comes next', async () => {
  const home = folder();
  const { status, out, err } = await onMachine(home)(SCRIPT);
  expect([status, err]).toEqual([0, '']);
  expect(out).toMatch(/Node\.js.*\n(.*\n)?ok Python.*\nok Ports.*\nok Folder.*\n\nReady\. Next: {2}npm run up\n$/);
  expect(out).not.toMatch(/Clock|Rights|Room for|Credentials/);
  expect(readdirSync(home)).toEqual([]);
});

test('a missing thing is a line of the list, and exit code 1', async () => {
  const file = join(folder(), 'file');
  writeFileSync(file, '');
  const ended = await onMachine(join(file, 'cloud'))(SCRIPT, '--json');
  expect(ended.status).toBe(1);
  expect(ended.err).toContain('Not ready: Folder.');
  expect(linesOf(ended)).toMatchObject([
    { event: 'check', check: 'Node.js' },
    { event: 'check', check: 'Python', verdict: 'good' },
    { event: 'check', check: 'Ports', verdict: 'good' },
    { event: 'check', check: 'Folder', verdict: 'bad', next: expect.any(String) },
    { event: 'doctor', ok: false },
  ]);
});

test('a named emulator is asked, and is not called AWS', async () => {
  const { status, out } = await commandsOf('doctor')(SCRIPT);
  expect(status).toBe(0);
  expect(out).toContain('What follows is what the emulator answers; AWS may answer otherwise.');
  expect(out).toMatch(/Clock +agrees with the emulator\n/);
  expect(out).toMatch(/\nReady\. Next: {2}npm run up\n$/);
});
