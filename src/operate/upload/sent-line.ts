// What is said of a file that was sent: its name, its bytes and its lines.

import { spoken } from '../../screen/language.ts';
import { fits, grouped, pad, printable } from '../../screen/table.ts';

/** @param name columns of the longest name @param room columns of the terminal; the numbers go below a name if they must */
export function sentLine(
  { key, bytes, lines }: { readonly key: string; readonly bytes: number; readonly lines: number },
  name: number,
  room: number | undefined,
): string {
  const row = `  ${pad(printable(key), name)}  ${numbersOf(bytes, lines)}`;
  return fits([row], room) ? row : `  ${printable(key)}\n  ${numbersOf(bytes, lines)}`;
}

export function numbersOf(bytes: number, lines: number): string {
  const numbers = `${grouped(bytes).padStart(13)} bytes  ${grouped(lines).padStart(11)}`;
  return spoken({
    en: `${numbers} ${lines === 1 ? 'line ' : 'lines'} expected`,
    pt: `${numbers} ${lines === 1 ? 'linha  esperada' : 'linhas esperadas'}`,
  });
}
