// A stream with a terminal emulator behind it, so that a test sees what a person sees: rows of so many columns.

import { PassThrough } from 'node:stream';
import xterm from '@xterm/headless';

export function emulator(columns: number, rows = 24) {
  const terminal = new xterm.Terminal({
    cols: columns,
    rows,
    scrollback: 1000,
    convertEol: true,
    allowProposedApi: true,
  });
  const stream = Object.assign(new PassThrough(), { isTTY: true, columns, rows });
  stream.on('data', (chunk: Buffer) => terminal.write(chunk));
  return {
    stream: stream as unknown as NodeJS.WriteStream,
    /** All rows, without empty ones at the end. Resolves when everything that was written has been drawn. */
    async rows(): Promise<string[]> {
      await new Promise((done) => setImmediate(done));
      await new Promise<void>((done) => terminal.write('', done));
      const { active } = terminal.buffer;
      const rows = Array.from(
        { length: active.length },
        (_, at) => active.getLine(at)?.translateToString().trimEnd() ?? '',
      );
      return rows.slice(0, rows.findLastIndex((row) => row !== '') + 1);
    },
    /** Rows that the terminal had to break because a line was too long for it. */
    broken(): number {
      const { active } = terminal.buffer;
      return Array.from({ length: active.length }, (_, at) => active.getLine(at)?.isWrapped).filter(Boolean).length;
    },
  };
}
