// Hides a row of an XML answer, adds one, or reads a value. All other bytes stay the same.

/** The content of the first element of this name. */
export const textIn = (xml: string, name: string): string | undefined =>
  new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1];

/** Rewrites the rows of a list: `rows` gets the text of each row and gives the new rows. */
export function withRows(xml: string, list: string, change: (rows: string[]) => string[], row = 'item'): string {
  const open = xml.indexOf(`<${list}`);
  if (open < 0) return xml;
  const start = xml.indexOf('>', open) + 1;
  const empty = xml[start - 2] === '/';
  const end = empty ? start : xml.indexOf(`</${list}>`, start);
  const rows = change(empty ? [] : split(xml.slice(start, end), row)).join('');
  return `${xml.slice(0, open)}<${list}>${rows}</${list}>${xml.slice(empty ? end : end + list.length + 3)}`;
}

/** The outermost rows, because rows may contain lists of rows. */
function split(inner: string, row: string): string[] {
  const rows: string[] = [];
  let depth = 0;
  let start = 0;
  for (const { 0: tag, index } of inner.matchAll(new RegExp(`</?${row}>`, 'g'))) {
    if (!tag.startsWith('</')) {
      if (depth === 0) start = index;
      depth += 1;
    } else {
      depth -= 1;
      if (depth === 0) rows.push(inner.slice(start, index + tag.length));
    }
  }
  return rows;
}
