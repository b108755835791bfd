// A page of headings, sentences, tables and one drawing, as Markdown and as HTML. Nothing secret may leave in it: account ids
// and e-mail addresses are masked in the whole text.

import type { Drawing } from '../../patterns/flow/flow.ts';

export interface Section {
  readonly title: string;
  readonly sentences?: readonly string[];
  /** The first row is the head. */
  readonly table?: readonly (readonly string[])[];
  readonly drawing?: string;
}

/** 12 digits that stand alone are an AWS account id. */
export const masked = (text: string): string =>
  text.replace(/(?<!\d)\d{12}(?!\d)/g, '************').replace(/[\w.+-]+@[\w-]+(\.[\w-]+)+/g, '***@***');

export function markdown(title: string, sections: readonly Section[]): string {
  const lines = [`# ${title}`];
  for (const { title: head, sentences = [], table = [], drawing } of sections) {
    lines.push('', `## ${head}`);
    for (const sentence of sentences) lines.push('', sentence);
    const [first, ...rows] = table.map((row) => `| ${row.map(inCell).join(' | ')} |`);
    if (first) lines.push('', first, `|${'---|'.repeat(table[0]?.length ?? 0)}`, ...rows);
    if (drawing) lines.push('', '```mermaid', drawing, '```');
  }
  return masked(`${lines.join('\n')}\n`);
}

const inCell = (text: string) => text.replace(/[\\|]/g, '\\$&').replace(/\s+/g, ' ').replace(/</g, '&lt;');

export function html(title: string, sections: readonly Section[], language: string): string {
  const body = sections.flatMap(({ title: head, sentences = [], table = [], drawing }) => [
    `<h2>${escaped(head)}</h2>`,
    ...sentences.map((sentence) => `<p>${escaped(sentence)}</p>`),
    ...(table.length ? [`<table>${table.map(rowOf).join('\n')}</table>`] : []),
    ...(drawing ? [`<pre class="mermaid">${escaped(drawing)}</pre>`] : []),
  ]);
  const style =
    'body{font:16px/1.5 sans-serif;max-width:70em;margin:2em auto}td,th{border:1px solid #888;padding:.2em .6em;text-align:left}table{border-collapse:collapse}';
  return masked(`<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><title>${escaped(title)}</title><style>${style}</style></head>
<body><h1>${escaped(title)}</h1>
${body.join('\n')}
</body></html>
`);
}

const rowOf = (row: readonly string[], at: number): string => {
  const cell = at === 0 ? 'th' : 'td';
  return `<tr>${row.map((text) => `<${cell}>${escaped(text)}</${cell}>`).join('')}</tr>`;
};

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string) => text.replace(/[&<>"]/g, (letter) => ENTITIES[letter] ?? letter);

/** The drawing of a system as Mermaid. The beginning of all names is left out. */
export function mermaid({ nodes, edges, stack }: Pick<Drawing, 'nodes' | 'edges' | 'stack'>): string {
  const ids = new Map(nodes.map(({ id }, at) => [id, `n${at}`]));
  const label = (title: string) => title.replaceAll(`${stack}-`, '…-').replace(/"/g, "'");
  return [
    'flowchart LR',
    ...nodes.map(({ id, title }) => `  ${ids.get(id)}["${label(title)}"]`),
    ...edges.map(({ from, to }) => `  ${ids.get(from)} --> ${ids.get(to)}`),
  ].join('\n');
}
