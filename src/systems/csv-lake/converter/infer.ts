// What a column holds, by every cell of the file. A sample would be faster and wrong: the first letter may stand in row
// 30,001.

import { DECIMAL_DIGITS, INTEGER_DIGITS } from './limits.ts';
import { momentOf } from './moment.ts';
import { type DecimalSign, digitsOf } from './number.ts';
import type { Kind } from './rows.ts';

/** What a column is, and how its cells are read. */
export interface Form {
  readonly kind: Kind;
  readonly scale?: number;
  readonly sign?: DecimalSign;
}

export const YES = ['true', 'sim', 'verdadeiro', 'yes'];
export const NO = ['false', 'não', 'nao', 'falso', 'no'];
const isBoolean = (text: string) => YES.includes(text.toLowerCase()) || NO.includes(text.toLowerCase());

/** Of the numbers in a column, read by one decimal sign. */
class Numbers {
  readonly #sign: DecimalSign;
  whole = 0;
  scale = 0;
  fits = true;

  constructor(sign: DecimalSign) {
    this.#sign = sign;
  }

  add(text: string): void {
    if (!this.fits) return;
    const digits = digitsOf(text, this.#sign);
    if (!digits) this.fits = false;
    else {
      this.whole = Math.max(this.whole, digits.whole.length);
      this.scale = Math.max(this.scale, digits.fraction.length);
    }
  }

  form(): Form | undefined {
    if (!this.fits) return undefined;
    if (this.scale === 0) return this.whole <= INTEGER_DIGITS ? { kind: 'integer', sign: this.#sign } : undefined;
    if (this.whole + this.scale > DECIMAL_DIGITS) return undefined;
    return { kind: 'decimal', scale: this.scale, sign: this.#sign };
  }
}

export class ColumnFinder {
  readonly #numbers = { ',': new Numbers(','), '.': new Numbers('.') };
  #moments: string | undefined;
  #isMoment = true;
  #isBoolean = true;
  #isNumber = true;
  #isEmpty = true;

  /** @param text of a cell, without blanks around it; not empty */
  add(text: string): void {
    this.#isEmpty = false;
    if (this.#isNumber) {
      this.#numbers[','].add(text);
      this.#numbers['.'].add(text);
      this.#isNumber = this.#numbers[','].fits || this.#numbers['.'].fits;
    }
    if (this.#isBoolean) this.#isBoolean = isBoolean(text);
    if (this.#isMoment) {
      const moment = momentOf(text);
      const like = moment && `${moment.style} ${moment.time === undefined ? 'date' : 'timestamp'}`;
      this.#moments ??= like;
      this.#isMoment = like !== undefined && like === this.#moments;
    }
  }

  /** @param sign of the file */
  form(sign: DecimalSign): Form {
    if (this.#isEmpty) return { kind: 'text' };
    if (this.#isBoolean) return { kind: 'boolean' };
    if (this.#isMoment) return { kind: this.#moments?.endsWith('date') ? 'date' : 'timestamp' };
    return this.#numbers[sign].form() ?? { kind: 'text' };
  }
}
