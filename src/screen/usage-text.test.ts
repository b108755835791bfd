// What --help shows: one column for the explanations, and no line broken twice.

import { expect, test } from 'vitest';
import { usageText } from './usage-text.ts';

const USAGE = `Usage: npm run shop -- [system] [flags]
Opens the shop of a system. It stays open until
somebody closes it.
  --port n   the port of its page,
             a free one
  --max-per-second n  how many may come in
Settings come from .env.
In a shell:
  eval "$(npm run -s shop -- env)"`;

test('the explanations of all flags stand in one column, whoever wrote the flags', () => {
  expect(usageText(USAGE, 80).split('\n')).toEqual([
    'Usage: npm run shop -- [system] [flags]',
    'Opens the shop of a system. It stays open until somebody closes it.',
    '  --port n            the port of its page, a free one',
    '  --max-per-second n  how many may come in',
    'Settings come from .env. In a shell:',
    '  eval "$(npm run -s shop -- env)"',
    '',
  ]);
});

test('on a narrow terminal a paragraph goes on at the left, an explanation below its beginning; a command stays whole', () => {
  expect(usageText(USAGE, 46).split('\n')).toEqual([
    'Usage: npm run shop -- [system] [flags]',
    'Opens the shop of a system. It stays open',
    'until somebody closes it.',
    '  --port n            the port of its page, a',
    '                      free one',
    '  --max-per-second n  how many may come in',
    'Settings come from .env. In a shell:',
    '  eval "$(npm run -s shop -- env)"',
    '',
  ]);
});

test('without a terminal it has 120 columns', () => {
  expect(usageText(`Usage: npm run shop\n${'word '.repeat(40)}`, undefined).split('\n')[1]).toHaveLength(119);
});
