// The lines of the journal in words, for the page and for the commands. The journal itself keeps its codes and its English
// sentences, because each line's hash is of its text. AWS's own words stay as AWS writes them.

import type { Text } from '../../../../engine/text.ts';
import type { Code } from '../refusal.ts';
import type { Action, AuditRecord, Outcome } from './record.ts';

export const ACTIONS: Readonly<Record<Action, Text>> = {
  start: { en: 'start', pt: 'início' },
  stop: { en: 'stop', pt: 'parada' },
  'sign-in': { en: 'sign-in', pt: 'entrada' },
  'sign-out': { en: 'sign-out', pt: 'saída' },
  access: { en: 'access', pt: 'acesso' },
  list: { en: 'list', pt: 'listagem' },
  upload: { en: 'upload', pt: 'envio' },
  download: { en: 'download', pt: 'download' },
  backup: { en: 'backup', pt: 'backup' },
  'backup-run': { en: 'backup run', pt: 'execução do backup' },
  restore: { en: 'restore', pt: 'restauração' },
  'restore-run': { en: 'restore run', pt: 'execução da restauração' },
  ship: { en: 'copy to CloudWatch', pt: 'cópia para o CloudWatch' },
};

export const OUTCOMES: Readonly<Record<Outcome, Text>> = {
  ok: { en: 'ok', pt: 'ok' },
  refused: { en: 'refused', pt: 'recusado' },
  failed: { en: 'failed', pt: 'falhou' },
  aborted: { en: 'aborted', pt: 'interrompido' },
};

const CODES: Readonly<Record<Code, Text>> = {
  'signed-out': { en: 'nobody is signed in', pt: 'ninguém entrou' },
  'not-allowed': { en: 'only an operator may do this', pt: 'só um operador pode fazer isto' },
  'other-site': { en: 'the request came from another site', pt: 'o pedido veio de outro site' },
  'bad-request': { en: 'the request is wrong', pt: 'o pedido está errado' },
  'bad-name': { en: 'no document may have this name', pt: 'nenhum documento pode ter este nome' },
  'too-large': { en: 'too large', pt: 'grande demais' },
  'not-found': { en: 'there is no such document', pt: 'não existe este documento' },
  'bad-range': { en: 'the document has no such part', pt: 'o documento não tem esta parte' },
  'other-content': { en: 'another content than announced', pt: 'conteúdo diferente do anunciado' },
  'slow-down': { en: 'too many tries', pt: 'tentativas demais' },
  'volume-full': { en: 'the volume is full', pt: 'o volume está cheio' },
  cut: { en: 'the connection ended too early', pt: 'a conexão terminou cedo demais' },
  failed: { en: 'the vault could not do this', pt: 'o cofre não conseguiu fazer isto' },
  'invitation-late': { en: 'the invitation has ended', pt: 'o convite terminou' },
  'invitation-wrong': { en: 'this is no invitation to this vault', pt: 'este não é um convite para este cofre' },
  'invitation-revoked': { en: 'the invitation was taken back', pt: 'o convite foi cancelado' },
};

/** The sentences that the programs write, in English, with their gaps. In Portuguese each has the same gaps. */
const SENTENCES: readonly (readonly [RegExp, (...gaps: string[]) => Text])[] = [
  [
    /^(\d+) not (copied|restored): (.*)$/,
    (count = '', what = '', cause = '') => ({
      en: `${count} not ${what}: ${reasonText(cause).en}`,
      pt: `${count} não ${what === 'copied' ? 'copiados' : 'restaurados'}: ${reasonText(cause).pt}`,
    }),
  ],
  [
    /^Error: (\S+) is there already, with another content$/,
    (address = '') => ({
      en: `${address} is there already, with another content`,
      pt: `${address} já existe, com outro conteúdo`,
    }),
  ],
  [
    /^Error: the content of (\S+) in S3 has another SHA-256$/,
    (id = '') => ({
      en: `the content of ${id} in S3 has another SHA-256`,
      pt: `o conteúdo de ${id} no S3 tem outro SHA-256`,
    }),
  ],
  [
    /^Error: (\S+) describes another document$/,
    (key = '') => ({ en: `${key} describes another document`, pt: `${key} descreve outro documento` }),
  ],
  [
    /^Error: the description of a document is not complete$/,
    () => ({
      en: 'the description of a document is not complete',
      pt: 'a descrição de um documento não está completa',
    }),
  ],
  [
    /^(?:Premature close|aborted|The operation was aborted)$/,
    () => ({ en: 'the connection ended too early', pt: 'a conexão terminou cedo demais' }),
  ],
];

/** @param reason of a line: a code, a sentence of the vault, or AWS's words */
export function reasonText(reason: string): Text {
  if (Object.hasOwn(CODES, reason)) return CODES[reason as Code];
  for (const [sentence, inWords] of SENTENCES) {
    const gaps = sentence.exec(reason)?.slice(1);
    if (gaps) return inWords(...gaps);
  }
  return { en: reason, pt: reason };
}

/** A line of a newer vault may have a word that is not here: it is shown as it is. */
const known = (words: Readonly<Record<string, Text>>, code: string): Text => words[code] ?? { en: code, pt: code };

export const actionText = (action: string): Text => known(ACTIONS, action);

/** "refused: too large" */
export function endedText({ outcome, reason }: Pick<AuditRecord, 'outcome' | 'reason'>): Text {
  const ended = known(OUTCOMES, outcome);
  if (outcome === 'ok' || !reason) return ended;
  const why = reasonText(reason);
  return { en: `${ended.en}: ${why.en}`, pt: `${ended.pt}: ${why.pt}` };
}
