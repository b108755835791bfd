// The text of a picture that src/docs/picture.py has drawn, to compare it with what the command prints now. Numbers,
// invented file names and the stage differ from run to run, so `comparable` replaces them.

import { readFileSync } from 'node:fs';

const ENTITIES: Readonly<Record<string, string>> = { '#160': ' ', '#x27': "'", amp: '&', lt: '<', gt: '>', quot: '"' };

/** @param file from the repository's root, such as "src/systems/shop/pictures/demo.svg" */
export function pictureLines(file: string): string[] {
  const svg = readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');
  const rows = new Map<string, string>();
  for (const [, y = '', text = ''] of svg.matchAll(/<text [^>]*?\by="([\d.]+)"[^>]*>(.*?)<\/text>/g))
    rows.set(y, (rows.get(y) ?? '') + text.replace(/&([#\w]+);/g, (whole, name) => ENTITIES[name] ?? whole));
  return [...rows.values()];
}

/** A line without what differs between two runs. */
export const comparable = (line: string): string =>
  line
    .replace(/\bada[-:]\w+[-:][a-z]+-[a-z]+\b/g, 'NAME')
    .replace(/^Target: .*, region/, 'Target: PLACE, region')
    .replace(/\bstage \w+/, 'STAGE')
    .replace(/[a-z-]+-\d{4}-\d\d-[0-9a-f]{6}\.txt/g, 'FILE')
    .replace(/[\d.,]*\d/g, '0')
    .replace(/\s+/g, ' ')
    .trim();
