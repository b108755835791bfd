// npm run count -- FILE…: how many newlines and lines files on this machine have, by the same kernel that the worker uses.
// Notice: this only makes the program and starts it. To leave npm and tsx out altogether: node .local/count/count-….cjs FILE

import { spawnSync } from 'node:child_process';
import { said } from '../src/core/problems.ts';
import { program } from '../src/file-count/program.ts';

try {
  const { status, error } = spawnSync(process.execPath, [program(), ...process.argv.slice(2)], { stdio: 'inherit' });
  if (error) throw error;
  process.exitCode = status ?? 1;
} catch (error) {
  console.error(
    `The counter could not be made or started: ${said(error)}.\nRun npm ci, and see that .local/ may be written.`,
  );
  process.exitCode = 1;
}
