// What was made of a document: the JSON that lies in the bucket of results.

import * as v from 'valibot';
import { REASON_CODES } from './rejection.ts';

export const KINDS = ['invoice', 'spreadsheet', 'receipt', 'unknown'] as const;
export type Kind = (typeof KINDS)[number];

const matching = (pattern: RegExp) => v.pipe(v.string(), v.regex(pattern));
const whole = v.pipe(v.number(), v.safeInteger());

/** A day of the calendar: 29 February only in a leap year. */
const DAY =
  '((\\d\\d[2468][048]|\\d\\d[13579][26]|\\d\\d0[48]|[02468][048]00|[13579][26]00)-02-29|' +
  '\\d{4}-((0[13578]|1[02])-(0[1-9]|[12]\\d|3[01])|(0[469]|11)-(0[1-9]|[12]\\d|30)|02-(0[1-9]|1\\d|2[0-8])))';
const CLOCK = '([01]\\d|2[0-3]):[0-5]\\d';
const MOMENT = `${DAY}T${CLOCK}:[0-5]\\d(\\.\\d+)?`;
/** "2026-11-26" */
const day = v.pipe(v.string(), v.isoDate(), v.regex(new RegExp(`^${DAY}$`)));
const moment = (zone: string) => v.pipe(v.string(), v.isoTimestamp(), v.regex(new RegExp(`^${MOMENT}${zone}$`)));

/** With a decimal point, exact: "1234.56". */
const amount = matching(/^\d+(\.\d+)?$/);
/** CNPJ (14 characters) or CPF (11), without punctuation, check digits right. */
const taxId = matching(/^([0-9A-Z]{12}\d{2}|\d{11})$/);

const party = v.object({
  /** A recipient from abroad, and most buyers of an NFC-e, have none. */
  taxId: v.optional(taxId),
  name: v.optional(v.string()),
});

export const invoiceSchema = v.object({
  document: v.picklist(['NF-e', 'NFC-e']),
  key: matching(/^\d{6}[0-9A-Z]{12}\d{26}$/),
  number: whole,
  series: whole,
  /** As the invoice has it, with its offset: "2026-11-26T10:00:00-03:00". */
  issuedAt: moment(`(Z|[+-]${CLOCK})`),
  /** An invoice for a test has no fiscal value. */
  environment: v.picklist(['production', 'test']),
  issuer: v.object({ taxId, name: v.string() }),
  recipient: v.optional(party),
  /** vNF, in reais. */
  total: amount,
  items: v.array(
    v.object({
      number: whole,
      code: v.string(),
      description: v.string(),
      quantity: amount,
      unit: v.string(),
      unitPrice: amount,
      /** In reais. */
      total: amount,
    }),
  ),
});
export type Invoice = v.InferOutput<typeof invoiceSchema>;

export const COLUMN_KINDS = ['number', 'date', 'boolean', 'text', 'mixed', 'empty'] as const;

export const sheetSchema = v.object({
  name: v.string(),
  header: v.array(v.string()),
  /** Below the header, without empty ones. */
  rows: whole,
  /** Of what kind the cells below the header are. */
  columns: v.array(v.object({ name: v.string(), kind: v.picklist(COLUMN_KINDS) })),
  /** Cells with a formula. It stands in the CSV as text. */
  formulas: whole,
});
export type Sheet = v.InferOutput<typeof sheetSchema>;

export const receiptSchema = v.object({
  pages: whole,
  text: v.string(),
  /** In reais, in the order of the text. */
  amounts: v.array(amount),
  /** ISO 8601: "2026-11-26". */
  dates: v.array(day),
  taxIds: v.array(taxId),
});
export type Receipt = v.InferOutput<typeof receiptSchema>;

const FINDINGS = {
  invoice: { kind: v.literal('invoice'), status: v.literal('accepted'), invoice: invoiceSchema },
  spreadsheet: { kind: v.literal('spreadsheet'), status: v.literal('accepted'), sheets: v.array(sheetSchema) },
  receipt: { kind: v.literal('receipt'), status: v.literal('accepted'), receipt: receiptSchema },
  rejected: {
    kind: v.picklist(KINDS),
    status: v.literal('rejected'),
    reason: v.picklist(REASON_CODES),
    detail: v.string(),
  },
};

/** What the content alone says. */
export const findingSchema = v.union([
  v.object(FINDINGS.invoice),
  v.object(FINDINGS.spreadsheet),
  v.object(FINDINGS.receipt),
  v.object(FINDINGS.rejected),
]);
export type Finding = v.InferOutput<typeof findingSchema>;

/** Which upload it was. */
export const sourceSchema = v.object({
  bucket: v.string(),
  key: v.string(),
  bytes: whole,
  etag: v.optional(v.string()),
  versionId: v.optional(v.string()),
  /** ISO 8601 in UTC. */
  uploadedAt: moment('Z'),
});

const ABOUT = { format: v.literal(1), source: sourceSchema, csv: v.optional(v.array(v.string())) };

export const resultSchema = v.union([
  v.object({ ...ABOUT, ...FINDINGS.invoice }),
  v.object({ ...ABOUT, ...FINDINGS.spreadsheet }),
  v.object({ ...ABOUT, ...FINDINGS.receipt }),
  v.object({ ...ABOUT, ...FINDINGS.rejected }),
]);
export type Result = v.InferOutput<typeof resultSchema>;
