// A progress line: rewritten on a terminal, repeated after some time elsewhere.

import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { statusLine } from './status-line.ts';

function screen(isTTY: boolean) {
  const stream = Object.assign(new PassThrough(), { isTTY, columns: 80, rows: 24 });
  let text = '';
  stream.setEncoding('utf8').on('data', (piece: string) => {
    text += piece;
  });
  return { stream: stream as unknown as NodeJS.WriteStream, text: () => text };
}

test('a terminal: each state replaces the one before, and nothing stays at the end', () => {
  const { stream, text } = screen(true);
  const line = statusLine(stream);
  line.show('1 of 2');
  const first = text().length;
  line.show('2 of 2');
  expect(text().slice(0, first)).toContain('1 of 2');
  expect(text().slice(first)).toMatch(/^.*\[2K.*2 of 2/s);
  const before = text().length;
  line.clear();
  expect(text().slice(before)).toContain('\u001b[2K');
});

test('elsewhere it shows nothing at first, then a line after some time', async () => {
  const { stream, text } = screen(false);
  const line = statusLine(stream, 50);
  line.show('1 of 3');
  await new Promise((done) => setTimeout(done, 60));
  line.show('2 of 3');
  line.show('3 of 3');
  line.clear();
  expect(text()).toBe('2 of 3\n');
});
