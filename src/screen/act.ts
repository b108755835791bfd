// How a demo shows its acts, tables and mails. Other commands draw such tables, too.

import pc from 'picocolors';
import type { Text, Wording } from '../engine/text.ts';
import { spoken } from './language.ts';
import { table } from './table.ts';
import { wrapped } from './wrap.ts';

const ACT: Text = { en: 'Act', pt: 'Ato' };
/** What a demo says of a comparison. */
export const VERDICT = {
  right: { en: 'right', pt: 'certo' },
  wrong: { en: 'WRONG', pt: 'ERRADO' },
} satisfies Record<string, Text>;

const INDENT = '  ';

type Say = (text?: Wording) => void;

/** @param words title, and one sentence about it */
export function act(say: Say, number: number, [title, about]: readonly [Wording, Wording]): void {
  say(`\n${pc.bold(pc.cyan(`${spoken(ACT)} ${number} · ${spoken(title)}`))}\n  ${pc.dim(spoken(about))}\n`);
}

export function draw(say: Say, rows: readonly (readonly Wording[])[]): void {
  const room = process.stdout.columns && process.stdout.columns - INDENT.length;
  const lines = table(
    rows.map((row) => row.map(spoken)),
    room,
  );
  for (const line of lines) say(INDENT + line.replaceAll('\n', `\n${INDENT}`));
}

export function mail(say: Say, { subject, text }: { readonly subject: string; readonly text: string }): void {
  for (const line of [pc.bold(subject), ...text.trimEnd().split('\n')])
    say(wrapped(`  ${pc.dim('|')} ${line}`, process.stdout.columns, 4));
  say();
}
