// Runs a line of the shell in a real terminal (Python's pty), in the cloud of this test run: Ctrl-C and Ctrl-D arrive as when
// a person presses them, and a command knows how wide the terminal is.

import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import type { Readable, Writable } from 'node:stream';
import { inject } from 'vitest';

const TERMINAL = 'import os, pty, sys; sys.exit(os.waitstatus_to_exitcode(pty.spawn(sys.argv[1:])))';

export function inTerminal(
  line: string,
  { columns, rows }: { readonly columns: number; readonly rows: number },
  more: Readonly<Record<string, string>>,
): ChildProcessByStdio<Writable, Readable, null> {
  const { endpoint, home } = inject('cloud');
  return spawn('python3', ['-c', TERMINAL, 'sh', '-c', `stty cols ${columns} rows ${rows} && ${line}`], {
    cwd: tmpdir(),
    env: {
      ...{ PATH: process.env.PATH, HOME: tmpdir(), NO_COLOR: '1', TERM: 'xterm' },
      ...{ AWS_ENDPOINT_URL: endpoint, LOCAL_CLOUD_HOME: home, NOTIFY_EMAIL: '' },
      ...more,
    },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
}
