// The text that people get of one result or of several, and the attributes by which a subscriber filters.

import type { Language } from '../../../engine/text.ts';
import type { Result } from '../intake/result.ts';
import { kindName, summaryOf } from '../summary.ts';

/** One message to the topic. */
export interface Message {
  /** ASCII, at most 100 characters (SNS API reference, Publish). */
  readonly subject: string;
  readonly text: string;
  /** A subscriber filters by them. */
  readonly attributes: Readonly<Record<string, string>>;
}

/** About one result. */
export interface Notice extends Message {
  readonly attributes: { readonly status: string; readonly kind: string; readonly key: string };
}

/** By this an e-mail subscription knows its messages. */
export const FOR_MAIL = { audience: 'mail' } as const;

const WORDS = {
  en: {
    accepted: 'Document accepted',
    rejected: 'Document rejected',
    several: 'documents',
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
    several: 'documentos',
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

/** Characters of each of several notices, so that a hundred stay below the 256 KB of a message (SNS quotas). */
const LONGEST = 500;

/** What goes out by mail: one notice as it is, several one below the other. */
export function mailOf(notices: readonly Notice[], language: Language): Message {
  const [first] = notices;
  if (first && notices.length === 1) return { ...first, attributes: FOR_MAIL };
  const words = WORDS[language];
  const rejected = notices.filter(({ attributes }) => attributes.status === 'rejected').length;
  const several = rejected === notices.length ? '' : `${notices.length} ${words.several}. `;
  const text = notices.map((one) => one.text.trimEnd().slice(0, LONGEST)).join('\n\n---\n\n');
  return { subject: `${several}${words.rejected}: ${rejected}`, text: `${text}\n`, attributes: FOR_MAIL };
}

/** SNS takes the characters of XML 1.0 alone; a key may hold others. */
const clean = (text: string) => text.replace(/[\p{Cc}\p{Cs}\ufffe\uffff]/gu, '?');
