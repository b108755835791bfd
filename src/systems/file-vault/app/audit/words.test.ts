// A line of the journal in the reader's language: every word of it, but AWS's own.

import { expect, test } from 'vitest';
import { speak } from '../../../../screen/language.ts';
import { listed } from '../../record-source.ts';
import { ACTIONS, endedText, OUTCOMES, reasonText } from './words.ts';

/** Words that are the same in both languages. */
const SAME = ['download', 'backup', 'ok'];

test('every action and every outcome has its own word in Portuguese', () => {
  for (const { en, pt } of [...Object.values(ACTIONS), ...Object.values(OUTCOMES)])
    if (!SAME.includes(en)) expect(pt).not.toBe(en);
  const words = Object.values(ACTIONS).map(({ pt }) => pt);
  expect(new Set(words).size).toBe(words.length);
});

test.each([
  ['too-large', 'grande demais'],
  ['invitation-wrong', 'este não é um convite para este cofre'],
  ['Premature close', 'a conexão terminou cedo demais'],
  [
    'Error: s3://b/documents/a is there already, with another content',
    's3://b/documents/a já existe, com outro conteúdo',
  ],
  ['Error: documents/a describes another document', 'documents/a descreve outro documento'],
  ['Error: the description of a document is not complete', 'a descrição de um documento não está completa'],
  [
    '2 not restored: Error: the content of 9c in S3 has another SHA-256',
    '2 não restaurados: o conteúdo de 9c no S3 tem outro SHA-256',
  ],
  ['1 not copied: BadDigest: The SHA256 you specified', '1 não copiados: BadDigest: The SHA256 you specified'],
  ['AccessDenied: Access Denied', 'AccessDenied: Access Denied'],
])('%s', (reason, pt) => {
  expect(reasonText(reason).pt).toBe(pt);
  expect(endedText({ outcome: 'failed', reason }).pt).toBe(`falhou: ${pt}`);
});

test('`records` shows a line in the reader’s language, and gives programs the line as it is', () => {
  const line = {
    ...{ chain: 'app-1', sequence: 1, previous: '', id: 'a', time: '2026-11-27T10:00:00.000Z', source: 'i-1' },
    ...({ action: 'upload', outcome: 'refused', reason: 'too-large', name: 'nota.pdf', actor: 'Ana' } as const),
  };
  const shown = (language: 'en' | 'pt') => {
    speak(language);
    const { row, line: given } = listed(line);
    return { row: row.slice(1), given };
  };
  try {
    const [pt, en] = [shown('pt'), shown('en')];
    expect(pt.row).toEqual(['Ana', 'envio', 'nota.pdf', '', 'recusado: grande demais']);
    expect(en.row).toEqual(['Ana', 'upload', 'nota.pdf', '', 'refused: too large']);
    expect(pt.given).toEqual(en.given);
    expect(pt.given).toMatchObject({ action: 'upload', outcome: 'refused', reason: 'too-large' });
  } finally {
    speak('en');
  }
});
