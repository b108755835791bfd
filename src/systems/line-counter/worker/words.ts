// The words of the mail in its languages. `reasons` has an entry for every `Reason`: without one it does not compile.
// `summary` is ASCII, because it is also the subject of the mail.

import type { Language } from '../../../engine/text.ts';
import type { Reason } from '../record.ts';

export interface Words {
  summary(counted: number, failed: number): string;
  lines(count: number): string;
  size(bytes: number): string;
  when(uploaded: Date): string;
  failed(reason: string): string;
  more(count: number): string;
  updated: string;
  utf16: string;
  unreadable: string;
  reasons: Record<Reason, string>;
}

export const WORDS: Record<Language, Words> = {
  pt: {
    summary: (counted, failed) =>
      join(
        counted && several(counted, 'arquivo contado', 'arquivos contados', 'pt-BR'),
        failed && `${failed} com falha`,
      ),
    lines: (count) => several(count, 'linha', 'linhas', 'pt-BR'),
    size: (bytes) => size(bytes, 'pt-BR'),
    when: (uploaded) => `enviado em ${moment(uploaded, 'pt-BR', 'America/Sao_Paulo')}`,
    failed: (reason) => `NÃO FOI CONTADO: ${reason}`,
    more: (count) => `… e mais ${several(count, 'resultado', 'resultados', 'pt-BR')} no próximo e-mail.`,
    updated: '(nova versão)',
    utf16: 'o arquivo parece ser UTF-16',
    unreadable: 'Uma mensagem que não foi possível entender',
    reasons: {
      'gone before it was read': 'o arquivo já não existia quando foi lido',
      'too large': 'o arquivo é grande demais',
      archived: 'o arquivo está arquivado',
      'the key is badly encoded': 'o nome do arquivo chegou mal codificado',
    },
  },
  en: {
    summary: (counted, failed) =>
      join(counted && several(counted, 'file counted', 'files counted', 'en-GB'), failed && `${failed} failed`),
    lines: (count) => several(count, 'line', 'lines', 'en-GB'),
    size: (bytes) => size(bytes, 'en-GB'),
    when: (uploaded) => `uploaded ${moment(uploaded, 'en-GB', 'UTC')}`,
    failed: (reason) => `NOT COUNTED: ${reason}`,
    more: (count) => `… and ${several(count, 'more result', 'more results', 'en-GB')} in the next mail.`,
    updated: '(new version)',
    utf16: 'the file seems to be UTF-16',
    unreadable: 'A message that could not be understood',
    reasons: {
      'gone before it was read': 'the file was gone before it was read',
      'too large': 'the file is too large',
      archived: 'the file is archived',
      'the key is badly encoded': 'the name of the file came badly encoded',
    },
  },
};

function join(...parts: (string | 0)[]): string {
  return parts.filter(Boolean).join(', ');
}

function several(count: number, one: string, many: string, locale: string): string {
  return `${count.toLocaleString(locale)} ${count === 1 ? one : many}`;
}

/** Decimal units, as file managers show them: 1 kB is 1,000 bytes. */
function size(bytes: number, locale: string): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  const step = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  const amount = (bytes / 1000 ** step).toLocaleString(locale, { maximumFractionDigits: step === 0 ? 0 : 1 });
  return `${amount} ${units[step]}`;
}

function moment(date: Date, locale: string, timeZone: string): string {
  return new Intl.DateTimeFormat(locale, {
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZone,
    timeZoneName: 'short',
  }).format(date);
}
