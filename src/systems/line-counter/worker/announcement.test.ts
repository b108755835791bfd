// The mail: its subject, its words, its limits.

import { expect, test } from 'vitest';
import type { FileRecord } from '../record.ts';
import { composeAnnouncement, type Notice } from './announcement.ts';

const file = {
  bucket: 'b',
  uploadedAt: '2025-03-01T12:05:00.000Z',
  countedAt: '2025-03-01T12:05:01.000Z',
  sequencer: '1',
};
const counted = (key: string, lines = 1_234, bytes = 56_700): Notice => ({
  verdict: 'created',
  record: { ...file, key, lines, newlines: lines, bytes, status: 'counted' },
});
const failed = (key: string): Notice => {
  const record: FileRecord = { ...file, key, status: 'failed', reason: 'gone before it was read' };
  return { verdict: 'created', record };
};

test('in Portuguese: names, lines, size, when, and what went wrong', () => {
  const { subject, body } = composeAnnouncement([counted('relatório.csv'), failed('velho.txt')], 'ada:dev:x', 'pt');
  expect(subject).toBe('ada:dev:x: 1 arquivo contado, 1 com falha');
  expect(body.replaceAll('BRT', 'GMT-3')).toBe(
    `1 arquivo contado, 1 com falha

relatório.csv
  1.234 linhas, 56,7 kB, enviado em 01/03/2025, 09:05 GMT-3

velho.txt
  NÃO FOI CONTADO: o arquivo já não existia quando foi lido, enviado em 01/03/2025, 09:05 GMT-3
`,
  );
});

test('in English; with singular and plural', () => {
  const { subject, body } = composeAnnouncement([counted('a', 1, 1), counted('b', 0, 0)], 'n', 'en');
  expect(subject).toBe('n: 2 files counted');
  expect(body).toContain('\na\n  1 line, 1 B, uploaded 01/03/2025, 12:05 UTC\n');
  expect(body).toContain('\nb\n  0 lines, 0 B, ');
});

test('a new version and an unreadable message are named as such', () => {
  const update: Notice = { ...counted('a'), verdict: 'updated' } as Notice;
  const { body } = composeAnnouncement([update, { verdict: 'unreadable', detail: 'not JSON' }], 'n', 'pt');
  expect(body).toContain('a (nova versão)\n');
  expect(body).toContain('Uma mensagem que não foi possível entender\n  not JSON');
});

test('the subject is ASCII and at most 100 characters, whatever the namespace', () => {
  const { subject } = composeAnnouncement([counted('ção')], `é${'x'.repeat(200)}\n`, 'pt');
  expect(subject).toMatch(/^[\x20-\x7e]{100}$/);
});

test('3,000 files with long names: as many as fit below 256 KB, and the rest is left for the next mail', () => {
  const many = Array.from({ length: 3_000 }, (_, i) => counted(`${i}-${'ã'.repeat(400)}`));
  const { subject, body, named } = composeAnnouncement(many, 'n', 'pt');
  expect(Buffer.byteLength(body)).toBeLessThanOrEqual(256 * 1024);
  expect(named).toBeGreaterThan(250);
  expect(body.match(/^\d+-ã/gm)).toHaveLength(named);
  expect(subject).toBe(`n: ${named} arquivos contados`);
  expect(body).toContain(`\n… e mais ${(3_000 - named).toLocaleString('pt-BR')} resultados no próximo e-mail.\n`);
});

test('a mail that names all says nothing of a next one; one that does not says how many', () => {
  expect(composeAnnouncement([counted('a')], 'n', 'en').body).not.toContain('next mail');
  expect(composeAnnouncement([counted('a')], 'n', 'en', 2).body).toContain('\n… and 1 more result in the next mail.\n');
});

test('a key cannot change the layout of the mail', () => {
  const { body } = composeAnnouncement([counted('a\n\nPague aqui\u202Etxt\uFFFF\uD800')], 'n', 'pt');
  expect(body).toContain('a\uFFFD\uFFFDPague aqui\uFFFDtxt\uFFFD\uFFFD\n');
});
