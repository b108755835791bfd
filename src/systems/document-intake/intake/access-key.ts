// The access key of an NF-e or NFC-e: 44 characters that say who issued which invoice.
// Source: Manual de Orientação do Contribuinte 7.0, "Chave de acesso"; letters: Nota Técnica 2025.001, CNPJ alfanumérico.

import { checkDigit } from './tax-ids.ts';

export interface AccessKey {
  /** IBGE's code of the state: "35" for São Paulo. */
  readonly state: string;
  /** Year and month of issue: "2611". */
  readonly month: string;
  /** CNPJ, or a CPF with zeros in front, 14 characters. */
  readonly issuer: string;
  /** 55 is an NF-e, 65 an NFC-e. */
  readonly model: string;
  readonly series: string;
  readonly number: string;
  readonly emission: string;
  /** Eight digits that the issuer chose at random. */
  readonly random: string;
  readonly digit: string;
}

/** Letters only where the issuer's CNPJ has them: in its first twelve characters. */
const FORM =
  /^(?<state>\d{2})(?<month>\d{4})(?<issuer>[0-9A-Z]{12}\d{2})(?<model>\d{2})(?<series>\d{3})(?<number>\d{9})(?<emission>\d)(?<random>\d{8})(?<digit>\d)$/;

/** @returns undefined when it has not the form of a key, or its check digit is wrong */
export function readAccessKey(key: string): AccessKey | undefined {
  const parts = FORM.exec(key)?.groups as AccessKey | undefined;
  return parts && checkDigit(key.slice(0, 43), 9) === parts.digit ? { ...parts } : undefined;
}

/** @param body its first 43 characters */
export const withCheckDigit = (body: string) => body + checkDigit(body, 9);
