// A line of the audit log is a sentence on the screen, and not the JSON whose hash is checked.

import { expect, test } from 'vitest';
import type { LogLine } from '../../operate/logs/log-line.ts';
import { inWords } from '../../operate/logs/words.ts';
import { lineWords } from './log-words.ts';

const shown = (message: string) => {
  const line: LogLine = { id: '1', at: new Date(0), level: 'INFO', message, files: [], fields: {} };
  return inWords(line, lineWords).replace(/^.*?INFO {3}/, '');
};

test.each([
  [{ action: 'start', outcome: 'ok', count: 0 }, 'start   ok'],
  [{ action: 'upload', outcome: 'ok', actor: 'Ana', name: 'nota.pdf' }, 'upload   nota.pdf   Ana, ok'],
  [{ action: 'sign-in', outcome: 'refused', reason: 'slow-down' }, 'sign-in   refused: too many tries'],
])('%j', (record, words) => {
  expect(shown(JSON.stringify({ chain: 'app-1', sequence: 1, ...record }))).toBe(words);
});

test.each(['the machine boots', '{"state":"booting"}', 'null'])('%s is shown as it is', (text) => {
  expect(shown(text)).toBe(text);
});
