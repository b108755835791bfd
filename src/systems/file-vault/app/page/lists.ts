/// <reference lib="dom" />
// The tables of the page. Names come from people, so they are only ever set as text.

import type { AuditRecord } from '../audit/record.ts';
import { actionText, endedText } from '../audit/words.ts';
import type { Document } from '../store/document.ts';
import { language } from './texts.ts';

const when = (at: string) => new Date(at).toLocaleString(language() === 'pt' ? 'pt-BR' : 'en');
export const localWhen = when;

function cell(text: string | Node, className = ''): HTMLTableCellElement {
  const made = document.createElement('td');
  made.append(text);
  made.className = className;
  return made;
}

export function fileRow({ id, name, bytes, by, at, sha256 }: Document): HTMLTableRowElement {
  const row = document.createElement('tr');
  const link = document.createElement('a');
  link.href = `files/${id}`;
  link.textContent = name;
  link.download = name;
  const short = document.createElement('code');
  short.textContent = sha256.slice(0, 12);
  short.title = sha256;
  row.append(
    cell(link),
    cell(bytes.toLocaleString(language() === 'pt' ? 'pt-BR' : 'en'), 'number'),
    cell(by),
    cell(when(at)),
    cell(short),
  );
  return row;
}

export function auditRow({ time, actor, action, name, document: id, outcome, reason }: AuditRecord) {
  const row = document.createElement('tr');
  row.append(
    cell(when(time)),
    cell(actor ?? ''),
    cell(actionText(action)[language()]),
    cell(name ?? id ?? ''),
    cell(endedText({ outcome, reason })[language()], outcome === 'ok' ? '' : 'bad'),
  );
  return row;
}
