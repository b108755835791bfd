// Invented companies and people, with valid check digits. None of them exists by intention; the names say so.

import { checkDigits } from '../intake/tax-ids.ts';

/** `draw(6)` gives 0 to 5. */
export type Draw = (sides: number) => number;

const NAMES = [
  'Padaria Fictícia Ltda',
  'Oficina Imaginária ME',
  'Café de Exemplo',
  'Mercado Inventado S.A.',
  'Livraria de Teste',
];
const PEOPLE = ['Ana Exemplo', 'Bruno Fictício', 'Clara Inventada', 'Davi Teste'];
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

export const digits = (draw: Draw, length: number) => Array.from({ length }, () => draw(10)).join('');
export const oneOf = <T>(draw: Draw, list: readonly T[]): T => list[draw(list.length)] as T;

/** @param letters with letters in the root, as new ones have since July 2026 */
export function cnpj(draw: Draw, letters = false): string {
  const character = () => (letters && draw(2) ? oneOf(draw, [...LETTERS]) : String(draw(10)));
  const body = `${Array.from({ length: 8 }, character).join('')}0001`;
  return body + checkDigits(body, 9);
}

export function cpf(draw: Draw): string {
  const body = digits(draw, 9);
  return body + checkDigits(body, 11);
}

export const company = (draw: Draw, letters = false) => ({ taxId: cnpj(draw, letters), name: oneOf(draw, NAMES) });
export const person = (draw: Draw) => ({ taxId: cpf(draw), name: oneOf(draw, PEOPLE) });
