// One cell of a spreadsheet, as text and by its kind.

export type CellKind = 'number' | 'date' | 'boolean' | 'text';

export interface Cell {
  readonly text: string;
  readonly kind: CellKind;
  /** It was a formula; `text` is the formula, with "=" in front. */
  readonly formula?: boolean;
}

/** Plain, or as people in Brazil write it: "1.234,56", "R$ 1.234,56". */
const NUMBER = /^(R\$\s?)?-?(\d+([.,]\d+)?|\d{1,3}(\.\d{3})+(,\d+)?|\d{1,3}(,\d{3})+(\.\d+)?)%?$/;
const DATE =
  /^(\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?|\d\d\/\d\d\/\d{4}( \d\d:\d\d(:\d\d)?)?)$/;
const BOOLEAN = /^(true|false|verdadeiro|falso|sim|não)$/i;

/** A cell of a CSV has no kind of its own: what it looks like decides. @returns undefined for an empty one */
export function textCell(raw: string): Cell | undefined {
  const text = raw.trim();
  if (!text) return undefined;
  const kind = NUMBER.test(text) ? 'number' : DATE.test(text) ? 'date' : BOOLEAN.test(text) ? 'boolean' : 'text';
  return { text: raw, kind };
}

/**
 * As a field of CSV. A spreadsheet program would run text that begins like a formula, so it gets an apostrophe in front
 * (OWASP, "CSV Injection"). Numbers stay as they are, also negative ones.
 */
export function csvField({ text, kind, formula }: Cell): string {
  const safe = formula || (kind === 'text' && /^\s*[=+\-@＝＋－＠]|^[\t\r]/.test(text)) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
