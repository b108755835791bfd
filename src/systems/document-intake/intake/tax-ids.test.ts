import { expect, test } from 'vitest';
import { dice } from '../../../operate/upload/text-file.ts';
import { cnpj, cpf } from '../documents/people.ts';
import { readAccessKey, withCheckDigit } from './access-key.ts';
import { isCnpj, isCpf } from './tax-ids.ts';

test('check digits of CNPJ, with and without letters, and of CPF', () => {
  expect(isCnpj('11222333000181')).toBe(true);
  expect(isCnpj('12ABC34501DE35')).toBe(true); // the example of Receita Federal
  expect(isCpf('52998224725')).toBe(true);
  for (const wrong of ['11222333000180', '12ABC34501DE36', '12abc34501de35', '00000000000000', '1122233300018', ''])
    expect(isCnpj(wrong), wrong).toBe(false);
  for (const wrong of ['52998224724', '11111111111', '5299822472', 'A2998224725'])
    expect(isCpf(wrong), wrong).toBe(false);
});

test('one wrong character is always noticed', () => {
  const draw = dice(3);
  for (let round = 0; round < 200; round++) {
    const company = cnpj(draw, round % 2 === 0);
    const at = draw(12);
    const other = String((Number.parseInt(company.charAt(at), 36) + 1 + draw(8)) % 10);
    if (other === company[at]) continue;
    // Modulo 11: two characters whose values differ by 11 or 22 are the same to it (A is 17, and 6 is 6).
    const differs = (company.charCodeAt(at) - other.charCodeAt(0)) % 11 !== 0;
    if (differs) expect(isCnpj(company.slice(0, at) + other + company.slice(at + 1))).toBe(false);
    expect(isCpf(cpf(draw))).toBe(true);
  }
});

test('an access key takes letters only where the CNPJ has them', () => {
  const key = withCheckDigit('35261112ABC34501DE3555001000000123100000042');
  expect(readAccessKey(key)).toMatchObject({
    state: '35',
    month: '2611',
    issuer: '12ABC34501DE35',
    model: '55',
    number: '000000123',
  });
  expect(readAccessKey(key.slice(0, 43) + ((Number(key[43]) + 1) % 10))).toBeUndefined();
  expect(readAccessKey(withCheckDigit('3A261112ABC34501DE3555001000000123100000042'))).toBeUndefined();
  expect(readAccessKey(withCheckDigit('35261112ABC34501DEX555001000000123100000042'))).toBeUndefined();
  expect(readAccessKey('')).toBeUndefined();
});
