// A result in one line for people.

import { type Language, type Text, translated } from '../../engine/text.ts';
import { REASONS } from './intake/rejection.ts';
import type { Finding, Kind } from './intake/result.ts';

const KIND_NAMES = {
  en: { invoice: 'invoice', spreadsheet: 'spreadsheet', receipt: 'receipt', unknown: 'unknown kind' },
  pt: { invoice: 'nota fiscal', spreadsheet: 'planilha', receipt: 'recibo', unknown: 'tipo desconhecido' },
} as const;

/** One, and several. */
const WORDS = {
  en: { rows: ['row', 'rows'], pages: ['page', 'pages'], items: ['item', 'items'] },
  pt: { rows: ['linha', 'linhas'], pages: ['página', 'páginas'], items: ['item', 'itens'] },
} as const;

export const kindName = (kind: Kind, language: Language): string => KIND_NAMES[language][kind];

export const kindText = (kind: Kind): Text => translated((language) => kindName(kind, language));

/** "NF-e 123, Padaria Fictícia Ltda, R$ 12,50, 3 items"; of a rejection its reason. */
export function summaryOf(finding: Finding, language: Language): string {
  const count = (number: number, what: keyof (typeof WORDS)['en']) =>
    `${number} ${WORDS[language][what][number === 1 ? 0 : 1]}`;
  if (finding.status === 'rejected')
    return REASONS[finding.reason][language] + (finding.detail && ` (${finding.detail})`);
  if (finding.kind === 'invoice') {
    const { document, number, issuer, total, items } = finding.invoice;
    return `${document} ${number}, ${issuer.name}, ${reais(total)}, ${count(items.length, 'items')}`;
  }
  if (finding.kind === 'spreadsheet')
    return finding.sheets
      .map(({ name, rows, columns }) => `${name}: ${count(rows, 'rows')} × ${columns.length}`)
      .join('; ');
  const { pages, amounts, dates, taxIds } = finding.receipt;
  const found = [...amounts.slice(0, 3).map(reais), ...dates.slice(0, 2), ...taxIds.slice(0, 2)];
  return [count(pages, 'pages'), ...found].join(', ');
}

export const summaryText = (finding: Finding): Text => translated((language) => summaryOf(finding, language));

/** "1234.56" is "R$ 1.234,56". */
const reais = (amount: string) => `R$ ${amount.replace('.', ',').replace(/(\d)(?=(\d{3})+,)/g, '$1.')}`;
