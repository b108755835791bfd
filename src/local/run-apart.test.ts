// A program in a process group of its own, to its end, with what it said when it failed.

import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { runApart } from './run-apart.ts';

const node = (code: string) => runApart(process.execPath, ['-e', code], { cwd: '/', env: {} });

test('it has a group of its own, so Ctrl-C of the terminal does not reach it', async () => {
  const groupOf =
    'require("child_process").execFileSync("ps", ["-o", "pgid=", "-p", String(process.pid)], { env: { PATH: "/usr/bin:/bin" } })';
  const ours = execFileSync('ps', ['-o', 'pgid=', '-p', String(process.pid)], { encoding: 'utf8' }).trim();
  const said = node(`process.stderr.write(${groupOf}); process.exitCode = 1`);
  await expect(said).rejects.toMatchObject({ stderr: expect.not.stringContaining(ours) });
  await expect(said).rejects.toMatchObject({ stderr: expect.stringMatching(/^\s*\d+\s*$/) });
});

test('it ends with what was said; a signal and a missing program are failures, too', async () => {
  await expect(node('')).resolves.toBeUndefined();
  await expect(node('console.error("no space"); process.exit(3)')).rejects.toMatchObject({
    message: expect.stringMatching(/ended with 3$/),
    stderr: 'no space\n',
  });
  await expect(node('process.kill(process.pid)')).rejects.toThrow(/ended with SIGTERM$/);
  await expect(runApart('/no/such/program', [], {})).rejects.toMatchObject({ code: 'ENOENT' });
});
