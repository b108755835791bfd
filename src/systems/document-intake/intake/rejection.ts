// Why a document is rejected, in the words of whoever sent it.

import type { Text } from '../../../engine/text.ts';

/** By what a subscriber or a program may ask for. */
export const REASONS = {
  empty: { en: 'the file is empty', pt: 'o arquivo está vazio' },
  'too-large': { en: 'the file is too large', pt: 'o arquivo é grande demais' },
  gone: { en: 'the file was deleted before it was read', pt: 'o arquivo foi apagado antes de ser lido' },
  'unknown-kind': {
    en: 'this is no NF-e or NFC-e, no spreadsheet and no PDF',
    pt: 'não é NF-e nem NFC-e, nem planilha, nem PDF',
  },
  password: { en: 'the file is protected by a password', pt: 'o arquivo está protegido por senha' },
  damaged: { en: 'the file is damaged', pt: 'o arquivo está danificado' },
  encoding: { en: 'the text is not UTF-8', pt: 'o texto não está em UTF-8' },
  doctype: {
    en: 'the XML has a DTD or entities, which are not allowed',
    pt: 'o XML tem DTD ou entidades, o que não é permitido',
  },
  'not-well-formed': { en: 'the XML is not well-formed', pt: 'o XML não é bem-formado' },
  'not-nfe': { en: 'the XML is no NF-e or NFC-e', pt: 'o XML não é NF-e nem NFC-e' },
  'missing-field': { en: 'a field is missing or not valid', pt: 'um campo falta ou não é válido' },
  'access-key': { en: 'the access key is not valid', pt: 'a chave de acesso não é válida' },
  'key-mismatch': {
    en: 'the access key says something else than the invoice',
    pt: 'a chave de acesso não corresponde à nota',
  },
  'tax-id': { en: 'a CNPJ or CPF is not valid', pt: 'um CNPJ ou CPF não é válido' },
  sum: { en: 'the sum of the items is not the total', pt: 'a soma dos itens não é o total' },
  'too-much-inside': {
    en: 'the file unpacks to more than is allowed',
    pt: 'o conteúdo do arquivo passa do limite permitido',
  },
  'too-slow': { en: 'reading the file takes too long', pt: 'a leitura do arquivo demora demais' },
  'ragged-rows': { en: 'the rows have different numbers of cells', pt: 'as linhas têm números diferentes de células' },
  'no-rows': { en: 'the spreadsheet has no rows', pt: 'a planilha não tem linhas' },
  'too-many-pages': { en: 'the PDF has too many pages', pt: 'o PDF tem páginas demais' },
  'no-text': {
    en: 'the PDF has no text: perhaps it is a scanned picture',
    pt: 'o PDF não tem texto: talvez seja uma imagem digitalizada',
  },
} as const satisfies Record<string, Text>;

export type ReasonCode = keyof typeof REASONS;
export const REASON_CODES = Object.keys(REASONS) as [ReasonCode, ...ReasonCode[]];

/** Thrown wherever a document turns out not to be valid. It is a result, and no failure of the function. */
export class Rejection extends Error {
  readonly code: ReasonCode;
  /** What exactly, in the document's own terms: "emit/CNPJ 11222333000180". Empty when the reason says it all. */
  readonly detail: string;

  constructor(code: ReasonCode, detail = '') {
    super(detail ? `${REASONS[code].en}: ${detail}` : REASONS[code].en);
    this.name = 'Rejection';
    this.code = code;
    this.detail = detail.slice(0, 300); // a hostile document chooses these words
  }
}
