// The answer to a query in its three forms: nothing is lost, and no cell can act as a command or a formula.

import { expect, test } from 'vitest';
import type { QueryAnswer } from '../../runtime/query-answer.ts';
import { csvText, jsonRows, tableLines } from './answer-text.ts';

const answer: QueryAnswer = {
  columns: [
    { name: 'cidade', kind: 'text' },
    { name: 'valor', kind: 'number' },
    { name: 'ativo', kind: 'boolean' },
    { name: 'valor', kind: 'number' },
  ],
  rows: [
    ['São Paulo', '-1234.50', 't', '123456789012345678'],
    ['=HYPERLINK("http://x")', null, 'f', 'NaN'],
    ['a\u001b[2Jb\nc', '0', null, '7'],
    [null, null, null, null],
  ],
  more: false,
};

test('a table is safe to print, and its columns are straight', () => {
  expect(tableLines(answer)).toEqual([
    'cidade                   valor      ativo   valor',
    'São Paulo                -1234.50   true    123456789012345678',
    '=HYPERLINK("http://x")              false   NaN',
    'a�[2Jb�c                 0                  7',
    '',
  ]);
});

test('CSV keeps every digit and every sign of a number, and lets no text act as a formula', () => {
  expect(csvText(answer).split('\r\n')).toEqual([
    'cidade,valor,ativo,valor',
    'São Paulo,-1234.50,true,123456789012345678',
    `"'=HYPERLINK(""http://x"")",,false,NaN`,
    '"a\u001b[2Jb\nc",0,,7',
    ',,,',
    '',
  ]);
});

test('JSON has numbers where a program can keep them exactly, and no column is lost', () => {
  expect(jsonRows(answer)).toEqual([
    { cidade: 'São Paulo', valor: -1234.5, ativo: true, valor_2: '123456789012345678' },
    { cidade: '=HYPERLINK("http://x")', valor: null, ativo: false, valor_2: 'NaN' },
    { cidade: 'a\u001b[2Jb\nc', valor: 0, ativo: null, valor_2: 7 },
    { cidade: null, valor: null, ativo: null, valor_2: null },
  ]);
});
