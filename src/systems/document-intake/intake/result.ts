// What was made of a document: the JSON that lies in the bucket of results.

import { z } from 'zod';
import { REASON_CODES } from './rejection.ts';

export const KINDS = ['invoice', 'spreadsheet', 'receipt', 'unknown'] as const;
export type Kind = (typeof KINDS)[number];

/** With a decimal point, exact: "1234.56". */
const amount = z.string().regex(/^\d+(\.\d+)?$/);
/** CNPJ (14 characters) or CPF (11), without punctuation, check digits right. */
const taxId = z.string().regex(/^([0-9A-Z]{12}\d{2}|\d{11})$/);

const party = z.object({
  /** A recipient from abroad, and most buyers of an NFC-e, have none. */
  taxId: taxId.optional(),
  name: z.string().optional(),
});

export const invoiceSchema = z.object({
  document: z.enum(['NF-e', 'NFC-e']),
  key: z.string().regex(/^\d{6}[0-9A-Z]{12}\d{26}$/),
  number: z.int(),
  series: z.int(),
  /** As the invoice has it, with its offset: "2026-11-26T10:00:00-03:00". */
  issuedAt: z.iso.datetime({ offset: true }),
  /** An invoice for a test has no fiscal value. */
  environment: z.enum(['production', 'test']),
  issuer: party.required(),
  recipient: party.optional(),
  /** vNF, in reais. */
  total: amount,
  items: z.array(
    z.object({
      number: z.int(),
      code: z.string(),
      description: z.string(),
      quantity: amount,
      unit: z.string(),
      unitPrice: amount,
      /** In reais. */
      total: amount,
    }),
  ),
});
export type Invoice = z.infer<typeof invoiceSchema>;

export const COLUMN_KINDS = ['number', 'date', 'boolean', 'text', 'mixed', 'empty'] as const;

export const sheetSchema = z.object({
  name: z.string(),
  header: z.array(z.string()),
  /** Below the header, without empty ones. */
  rows: z.int(),
  /** Of what kind the cells below the header are. */
  columns: z.array(z.object({ name: z.string(), kind: z.enum(COLUMN_KINDS) })),
  /** Cells with a formula. It stands in the CSV as text. */
  formulas: z.int(),
});
export type Sheet = z.infer<typeof sheetSchema>;

export const receiptSchema = z.object({
  pages: z.int(),
  text: z.string(),
  /** In reais, in the order of the text. */
  amounts: z.array(amount),
  /** ISO 8601: "2026-11-26". */
  dates: z.array(z.iso.date()),
  taxIds: z.array(taxId),
});
export type Receipt = z.infer<typeof receiptSchema>;

const rejected = { status: z.literal('rejected'), reason: z.enum(REASON_CODES), detail: z.string() };

/** What the content alone says. */
export const findingSchema = z.union([
  z.object({ kind: z.literal('invoice'), status: z.literal('accepted'), invoice: invoiceSchema }),
  z.object({ kind: z.literal('spreadsheet'), status: z.literal('accepted'), sheets: z.array(sheetSchema) }),
  z.object({ kind: z.literal('receipt'), status: z.literal('accepted'), receipt: receiptSchema }),
  z.object({ kind: z.enum(KINDS), ...rejected }),
]);
export type Finding = z.infer<typeof findingSchema>;

/** Which upload it was. */
export const sourceSchema = z.object({
  bucket: z.string(),
  key: z.string(),
  bytes: z.int(),
  etag: z.string().optional(),
  versionId: z.string().optional(),
  /** ISO 8601 in UTC. */
  uploadedAt: z.iso.datetime(),
});

export const resultSchema = z.intersection(
  z.object({ format: z.literal(1), source: sourceSchema, csv: z.array(z.string()).optional() }),
  findingSchema,
);
export type Result = z.infer<typeof resultSchema>;

/** For programs in other languages: JSON Schema, draft 2020-12. */
export const resultJsonSchema = () => z.toJSONSchema(resultSchema);
