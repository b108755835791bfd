// Random CSV files as programs and people save them, each with what is in it: kinds of its columns and its rows in canonical
// text. They are made from the rows, so the converter is compared with the truth and not with itself.

import fc from 'fast-check';
import type { Cell, Kind, Row } from '../rows.ts';

export interface CsvFile {
  readonly content: Buffer;
  readonly columns: readonly { readonly name: string; readonly kind: Kind; readonly scale?: number }[];
  readonly rows: readonly Row[];
}

/** A cell: its canonical text, and how the file writes it. */
interface Written {
  readonly cell: Cell;
  readonly raw: string;
}
interface Style {
  readonly delimiter: string;
  readonly decimal: ',' | '.';
  readonly end: string;
  readonly encoding: 'utf8' | 'utf8 with a mark' | 'utf16le' | 'utf16be' | 'windows-1252';
}

/** Where the delimiter is ";" the comma is in the numbers. */
const styles: fc.Arbitrary<Style> = fc
  .record({
    delimiter: fc.constantFrom(';', ';', ',', '\t', '|'),
    end: fc.constantFrom('\n', '\r\n'),
    encoding: fc.constantFrom<Style['encoding']>('utf8', 'utf8 with a mark', 'utf16le', 'utf16be', 'windows-1252'),
  })
  .map((style) => ({ ...style, decimal: style.delimiter === ';' ? ',' : '.' }));

const pad = (number: number, digits: number) => String(number).padStart(digits, '0');
const empty = (cell: fc.Arbitrary<Written>) =>
  fc.oneof(
    { weight: 5, arbitrary: cell },
    { weight: 1, arbitrary: fc.constantFrom({ cell: null, raw: '' }, { cell: null, raw: ' ' }) },
  );

const grouped = (whole: string, sign: string) => whole.replace(/\B(?=(\d{3})+$)/g, sign);
const signed = (negative: boolean, digits: string, some: string) =>
  negative && /[1-9]/.test(some) ? `-${digits}` : digits;

const integer = ({ decimal }: Style) =>
  fc
    .tuple(fc.boolean(), fc.bigInt({ min: 0n, max: 10n ** 18n - 1n }), fc.boolean())
    .map(([negative, number, inGroups]): Written => {
      const whole = String(number);
      const raw = inGroups ? grouped(whole, decimal === ',' ? '.' : ',') : whole;
      return { cell: signed(negative, whole, whole), raw: negative ? `-${raw}` : raw };
    });

const amount = ({ decimal }: Style, scale: number, inFull: boolean) =>
  fc
    .record({
      negative: fc.boolean(),
      whole: fc.bigInt({ min: 0n, max: 10n ** BigInt(15 - scale) - 1n }).map(String),
      fraction: fc.nat(10 ** scale - 1).map((number) => pad(number, scale)),
      inGroups: fc.boolean(),
      currency: fc.boolean(),
    })
    .map(({ negative, whole, fraction, inGroups, currency }): Written => {
      const shown = inFull ? fraction : fraction.replace(/0+$/, '');
      const digits = `${inGroups ? grouped(whole, decimal === ',' ? '.' : ',') : whole}${shown && decimal + shown}`;
      const raw = `${negative ? '-' : ''}${currency ? 'R$ ' : ''}${digits}`;
      return { cell: signed(negative, `${whole}.${fraction}`, whole + fraction), raw };
    });

const day = fc.record({
  year: fc.integer({ min: 1, max: 9999 }),
  month: fc.integer({ min: 1, max: 12 }),
  of: fc.integer({ min: 1, max: 28 }),
});
type Day = { year: number; month: number; of: number };
const isoDay = ({ year, month, of }: Day) => `${pad(year, 4)}-${pad(month, 2)}-${pad(of, 2)}`;
const brDay = ({ year, month, of }: Day) => `${pad(of, 2)}/${pad(month, 2)}/${pad(year, 4)}`;
const date = (br: boolean) => day.map((one): Written => ({ cell: isoDay(one), raw: br ? brDay(one) : isoDay(one) }));
const timestamp = (br: boolean) =>
  fc
    .tuple(day, fc.nat(23), fc.nat(59), fc.nat(59), fc.nat(999), fc.boolean())
    .map(([one, h, m, s, ms, whole]): Written => {
      const clock = `${pad(h, 2)}:${pad(m, 2)}:${pad(s, 2)}`;
      const fraction = whole || ms === 0 ? '' : `.${pad(ms, 3)}`;
      return {
        cell: `${isoDay(one)}T${clock}${fraction}`,
        raw: `${br ? brDay(one) : isoDay(one)} ${clock}${fraction}`,
      };
    });

const boolean = fc
  .constantFrom('sim:true', 'NÃO:false', 'não:false', 'true:true', 'False:false', 'yes:true')
  .map((pair): Written => {
    const [raw = '', cell = ''] = pair.split(':');
    return { cell, raw };
  });

const LETTERS = ['a', 'ç', 'ã', '"', ';', ',', '\t', '|', '\n', '\\', "'", '7', '.', '-', '/', '=', ' ', '$'];
/** It begins with a letter, so that it is no number and no day. */
const text = ({ encoding }: Style) =>
  fc
    .string({ unit: fc.constantFrom(...LETTERS, ...(encoding === 'windows-1252' ? [] : ['😀', '漢'])), maxLength: 9 })
    .map((rest): Written => ({ cell: `x${rest}`, raw: `x${rest}` }));

const NAMES = ['valor', 'Preço (R$)', 'select', 'PK', 'sk', 'Nº', 'status', '2024'];
const SAFE = ['valor', 'preco_r', 'select', 'pk', 'sk', 'no', 'status', 'c_2024'];
const KINDS = ['boolean', 'integer', 'decimal', 'date', 'timestamp', 'text'] as const;

const column = (style: Style) =>
  fc
    .record({ kind: fc.constantFrom<Kind>(...KINDS), scale: fc.integer({ min: 1, max: 6 }), br: fc.boolean() })
    .map(({ kind, scale, br }) => {
      const cells = {
        boolean,
        integer: integer(style),
        decimal: amount(style, scale, false),
        date: date(br),
        timestamp: timestamp(br),
        text: text(style),
      }[kind];
      // The first cell shows every digit of a fraction, so the scale is known.
      const first = kind === 'decimal' ? amount(style, scale, true) : cells;
      return { kind, first, cells: empty(cells), ...(kind === 'decimal' && { scale }) };
    });

const ENCODED: Readonly<Record<Style['encoding'], (text: string) => Buffer>> = {
  utf8: (text) => Buffer.from(text),
  'utf8 with a mark': (text) => Buffer.from(`\ufeff${text}`),
  utf16le: (text) => Buffer.from(`\ufeff${text}`, 'utf16le'),
  utf16be: (text) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16(),
  'windows-1252': (text) => Buffer.from(text, 'latin1'),
};

/** A cell with a sign that means something is in quotation marks; others sometimes. */
const cellOf = (raw: string, delimiter: string, always: boolean) =>
  always || raw.includes(delimiter) || /["\n]/.test(raw) ? `"${raw.replaceAll('"', '""')}"` : raw;

export const csvFiles: fc.Arbitrary<CsvFile> = styles.chain((style) =>
  fc
    .tuple(
      fc.uniqueArray(fc.nat(NAMES.length - 1), { minLength: 2, maxLength: 6 }),
      fc.array(column(style), { minLength: 6, maxLength: 6 }),
      fc.boolean(),
    )
    .chain(([chosen, all, quotes]) => {
      const columns = chosen.map((at, index) => ({
        ...(all[index] as (typeof all)[number]),
        title: String(NAMES[at]),
        name: String(SAFE[at]),
      }));
      const row = fc.tuple(...columns.map(({ cells }) => cells));
      return fc
        .tuple(fc.tuple(...columns.map(({ first }) => first)), fc.array(row, { maxLength: 12 }))
        .map(([first, more]): CsvFile => {
          const rows = [first, ...more];
          const lines = [columns.map(({ title }) => title), ...rows.map((cells) => cells.map(({ raw }) => raw))];
          const written = lines.map((line) =>
            line.map((raw) => cellOf(raw, style.delimiter, quotes)).join(style.delimiter),
          );
          return {
            content: ENCODED[style.encoding](`${written.join(style.end)}${style.end}`),
            columns: columns.map(({ name, kind, scale }) => ({ name, kind, ...(scale && { scale }) })),
            rows: rows.map((cells) => cells.map(({ cell }) => cell)),
          };
        });
    }),
);
