// A table in Markdown.

export function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const [head, ...lines] = [heads, ...rows].map((row) => `| ${row.join(' | ')} |`);
  return [head, `|${'---|'.repeat(heads.length)}`, ...lines].join('\n');
}
