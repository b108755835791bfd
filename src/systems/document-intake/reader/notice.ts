// The text that people get of one result, and the attributes by which a subscriber filters.

import type { Language } from '../../../engine/text.ts';
import type { Result } from '../intake/result.ts';
import { kindName, summaryOf } from '../summary.ts';

export interface Notice {
  /** ASCII, at most 100 characters (SNS API reference, Publish). */
  readonly subject: string;
  readonly text: string;
  readonly attributes: { readonly status: string; readonly kind: string; readonly key: string };
}

const WORDS = {
  en: {
    accepted: 'Document accepted',
    rejected: 'Document rejected',
    file: 'File',
    kind: 'Kind',
    found: 'Found',
    reason: 'Why',
    size: 'Size',
    at: 'Uploaded',
    resend: 'Please correct the document and send it again.',
  },
  pt: {
    accepted: 'Documento aceito',
    rejected: 'Documento rejeitado',
    file: 'Arquivo',
    kind: 'Tipo',
    found: 'Encontrado',
    reason: 'Motivo',
    size: 'Tamanho',
    at: 'Enviado',
    resend: 'Corrija o documento e envie de novo, por favor.',
  },
} as const;

export function noticeOf(result: Result, language: Language): Notice {
  const words = WORDS[language];
  const { status, kind, source } = result;
  const key = clean(source.key);
  const lines = [
    `${words.file}: ${key}`,
    `${words.kind}: ${kindName(kind, language)}`,
    `${status === 'rejected' ? words.reason : words.found}: ${clean(summaryOf(result, language)).slice(0, 2_000)}`,
    `${words.size}: ${source.bytes} bytes`,
    `${words.at}: ${source.uploadedAt}`,
    ...(status === 'rejected' ? ['', words.resend] : []),
  ];
  const plain = key
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^ -~]/g, '?');
  return {
    subject: `${words[status]}: ${plain}`.slice(0, 100),
    text: `${lines.join('\n')}\n`,
    attributes: { status, kind, key },
  };
}

/** SNS takes the characters of XML 1.0 alone; a key may hold others. */
const clean = (text: string) => text.replace(/[\p{Cc}\p{Cs}\ufffe\uffff]/gu, '?');
