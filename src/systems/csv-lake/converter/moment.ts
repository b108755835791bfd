// Dates and times as text. Day before month, as in Brazil; never the other way round.

/** How a column writes its days: a column that mixes both is text, because nobody knows what it means. */
export type DayStyle = 'iso' | 'br';

interface Moment {
  readonly style: DayStyle;
  /** "2024-04-03" */
  readonly day: string;
  /** "10:00:00" or "10:00:00.120"; undefined for a day without a time. */
  readonly time: string | undefined;
}

const TIME = '(?:[ T](\\d\\d):(\\d\\d)(?::(\\d\\d)(?:[.,](\\d{1,3}))?)?)?';
const ISO = new RegExp(`^(\\d{4})-(\\d\\d)-(\\d\\d)${TIME}$`);
const BR = new RegExp(`^(\\d\\d)/(\\d\\d)/(\\d{4})${TIME}$`);

/** @returns undefined for anything else: 31/02/2024, 12/31/2024, a time with a zone */
export function momentOf(text: string): Moment | undefined {
  const iso = ISO.exec(text);
  const [, first, month = '', last, ...time] = iso ?? BR.exec(text) ?? [];
  const [year = '', day = ''] = iso ? [first, last] : [last, first];
  if (!isDay(Number(year), Number(month), Number(day))) return undefined;
  const clock = clockOf(time);
  return clock === null ? undefined : { style: iso ? 'iso' : 'br', day: `${year}-${month}-${day}`, time: clock };
}

function isDay(year: number, month: number, day: number): boolean {
  if (year < 1 || month < 1 || month > 12 || day < 1) return false;
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  return day <= (days[month - 1] as number);
}

/** @returns undefined without a time, null for one that no clock shows */
function clockOf([hour, minute, second = '00', fraction]: (string | undefined)[]): string | undefined | null {
  if (hour === undefined || minute === undefined) return undefined;
  if (hour > '23' || minute > '59' || second > '59') return null;
  return `${hour}:${minute}:${second}${Number(fraction) ? `.${fraction?.padEnd(3, '0')}` : ''}`;
}
