// How a demo shows its acts, tables and mails.

import pc from 'picocolors';
import type { Text } from '../engine/text.ts';
import { spoken } from './language.ts';
import { table } from './table.ts';

const ACT: Text = { en: 'Act', pt: 'Ato' };
/** What a demo says of a comparison. */
export const VERDICT = {
  right: { en: 'right', pt: 'certo' },
  wrong: { en: 'WRONG', pt: 'ERRADO' },
} satisfies Record<string, Text>;

type Say = (text?: string) => void;

/** @param words title, and one sentence about it */
export function act(say: Say, number: number, words: readonly [Text | string, Text | string]): void {
  const [title, about] = words.map((one) => (typeof one === 'string' ? one : spoken(one)));
  say(`\n${pc.bold(pc.cyan(`${spoken(ACT)} ${number} · ${title}`))}\n  ${pc.dim(about)}\n`);
}

export function draw(say: Say, rows: readonly (readonly string[])[]): void {
  for (const line of table(rows)) say(`  ${line}`);
}

export function mail(say: Say, { subject, text }: { readonly subject: string; readonly text: string }): void {
  for (const line of [pc.bold(subject), ...text.trimEnd().split('\n')]) say(`  ${pc.dim('|')} ${line}`);
  say();
}
