import { readFileSync } from 'node:fs';
import { type JsonSchema, toJsonSchema } from '@valibot/to-json-schema';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { dice } from '../../../operate/upload/text-file.ts';
import { readDocument } from '../intake/read.ts';
import { findingSchema, resultSchema, sourceSchema } from '../intake/result.ts';
import { inventInvoice } from './invoice.ts';
import { inventReceipt } from './pdf.ts';
import { ledgerCsv, ledgerRows, xlsx } from './workbook.ts';

test('every invented document is accepted, and what was made of it is as the schema says', async () => {
  const draw = dice(2026);
  for (let round = 0; round < 50; round++) {
    const documents = [
      inventInvoice(draw, { model: draw(2) ? '55' : '65', letters: draw(2) === 0, authorised: draw(2) === 0 }).xml,
      inventReceipt(draw).bytes,
      ledgerCsv(draw, 1 + draw(50)),
      xlsx([{ name: 'Plan1', rows: ledgerRows(draw, 1 + draw(50)) }]),
    ];
    for (const document of documents) {
      const { finding } = await readDocument(Buffer.from(document));
      expect(finding.status, JSON.stringify(finding)).toBe('accepted');
      v.parse(findingSchema, finding);
    }
  }
});

test('the same seed gives the same documents', () => {
  const [one, other] = [dice(5), dice(5)];
  expect(inventInvoice(one)).toEqual(inventInvoice(other));
  expect(inventReceipt(one)).toEqual(inventReceipt(other));
  expect(ledgerCsv(one, 9)).toBe(ledgerCsv(other, 9));
});

/** Our results have nothing else, so the schema allows nothing else. */
const closed = ({ valibotSchema, jsonSchema }: { valibotSchema: { type: string }; jsonSchema: JsonSchema }) =>
  valibotSchema.type === 'object' ? { ...jsonSchema, additionalProperties: false } : undefined;

test('result.schema.json is the JSON Schema of the results', () => {
  const written = JSON.parse(readFileSync(new URL('../result.schema.json', import.meta.url), 'utf8'));
  expect(written).toEqual(toJsonSchema(resultSchema, { target: 'draft-2020-12', overrideSchema: closed }));
});

test.each([
  ['2026-02-29T10:00:00Z', 'no leap year'],
  ['2026-11-31T10:00:00Z', 'a month of 30 days'],
  ['2026-11-26T10:00:00-03:00', 'not in UTC'],
  ['2026-11-26 10:00:00Z', 'no T'],
])('a result that was uploaded at %s is none: %s', (uploadedAt) => {
  const upload = (at: string) => ({ bucket: 'b', key: 'k', bytes: 1, uploadedAt: at });
  expect(v.is(sourceSchema, upload('2028-02-29T10:00:00.123Z'))).toBe(true);
  expect(v.is(sourceSchema, upload(uploadedAt))).toBe(false);
});
