// Numbers as people in Brazil and elsewhere write them, without ever becoming a binary fraction.

/** "1.234,56" or "1,234.56": the sign between units and fraction. */
export type DecimalSign = ',' | '.';

export interface Digits {
  readonly negative: boolean;
  /** Without leading zeros: "0", "1234". */
  readonly whole: string;
  readonly fraction: string;
}

/** With "R$" before or behind the minus. A telephone number begins with "+", so that sign makes text. */
const AMOUNT = /^(-?)(?:R\$\s?)?(-?)(\d[\d.,]*)$/;
const SHAPES: Readonly<Record<DecimalSign, RegExp>> = {
  ',': /^(\d+|[1-9]\d{0,2}(?:\.\d{3})+)(?:,(\d+))?$/,
  '.': /^(\d+|[1-9]\d{0,2}(?:,\d{3})+)(?:\.(\d+))?$/,
};

/** @returns undefined for anything else. A leading zero makes text: "00123" is a code, as CEP and CPF are. */
export function digitsOf(text: string, sign: DecimalSign): Digits | undefined {
  const [, before, behind, amount = ''] = AMOUNT.exec(text) ?? [];
  if (!amount || (before && behind)) return undefined;
  const [, grouped = '', fraction = ''] = SHAPES[sign].exec(amount) ?? [];
  const whole = grouped.replace(/[.,]/g, '');
  if (!whole || (whole.length > 1 && whole.startsWith('0'))) return undefined;
  return { negative: Boolean(before || behind) && /[1-9]/.test(whole + fraction), whole, fraction };
}

/** "1234.50" @param scale digits after the point */
export function canonicalNumber({ negative, whole, fraction }: Digits, scale: number): string {
  return `${negative ? '-' : ''}${whole}${scale ? `.${fraction.padEnd(scale, '0')}` : ''}`;
}

/** The sign that can only separate a fraction here: "1,5" and "1.234,5" have a comma; "1.234" may be either. */
export function evidenceOf(text: string): DecimalSign | undefined {
  const asComma = digitsOf(text, ',');
  const asPoint = digitsOf(text, '.');
  if (asComma && !asPoint) return ',';
  if (asPoint && !asComma) return '.';
  return undefined;
}
