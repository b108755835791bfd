// How a demo shows its acts, tables and mails.

import pc from 'picocolors';
import { table } from './table.ts';

type Say = (text?: string) => void;

export function act(say: Say, number: number, [title, about]: readonly [string, string]): void {
  say(`\n${pc.bold(pc.cyan(`Act ${number} · ${title}`))}\n  ${pc.dim(about)}\n`);
}

export function draw(say: Say, rows: readonly (readonly string[])[]): void {
  for (const line of table(rows)) say(`  ${line}`);
}

export function mail(say: Say, { subject, text }: { readonly subject: string; readonly text: string }): void {
  for (const line of [pc.bold(subject), ...text.trimEnd().split('\n')]) say(`  ${pc.dim('|')} ${line}`);
  say();
}
