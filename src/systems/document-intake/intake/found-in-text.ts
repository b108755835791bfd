// What a receipt's text holds: amounts, dates, CNPJ and CPF, as they are written in Brazil.

import { isCnpj, isCpf } from './tax-ids.ts';

const AMOUNT = /R\$\s{0,3}(\d{1,3}(?:\.\d{3}){1,4}|\d{1,12}),(\d{2})(?!\d)/g;
const DATE = /(?<!\d)(?:(\d{2})\/(\d{2})\/(\d{4})|(\d{4})-(\d{2})-(\d{2}))(?!\d)/g;
const CNPJ = /(?<![0-9A-Z])[0-9A-Z]{2}\.?[0-9A-Z]{3}\.?[0-9A-Z]{3}\/?[0-9A-Z]{4}-?\d{2}(?!\d)/g;
const CPF = /(?<!\d)\d{3}\.\d{3}\.\d{3}-\d{2}(?!\d)/g;

/** In the order of the text: "1234.56". */
export const amountsIn = (text: string): string[] =>
  [...text.matchAll(AMOUNT)].map(([, whole = '', cents]) => `${whole.replaceAll('.', '')}.${cents}`);

/** Days that exist, each once, ISO 8601. */
export function datesIn(text: string): string[] {
  const dates = [...text.matchAll(DATE)].map(
    ([, d, m, y, year, month, day]) => `${y ?? year}-${m ?? month}-${d ?? day}`,
  );
  return [...new Set(dates)].filter((date) => {
    const moment = new Date(`${date}T00:00:00Z`);
    return !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(date);
  });
}

/** Only those with right check digits, each once, without punctuation. */
export const taxIdsIn = (text: string): string[] => [
  ...new Set([
    ...[...text.matchAll(CNPJ)].map(([id]) => id.replace(/[./-]/g, '')).filter(isCnpj),
    ...[...text.matchAll(CPF)].map(([id]) => id.replace(/[.-]/g, '')).filter(isCpf),
  ]),
];
