// npm run export -- FILE: every record in a file, for a spreadsheet or for keeping.

import { command } from '../src/cli/command.ts';
import { UsageProblem } from '../src/engine/problems.ts';
import { FORMATS, type Format, fileText, type Style } from '../src/operate/export/file-text.ts';
import { refuseTaken, writeFile } from '../src/operate/export/write-file.ts';
import { nextCommand } from '../src/screen/next-command.ts';
import { counted, printable } from '../src/screen/table.ts';

const USAGE = `Usage: npm run export -- FILE.csv|FILE.json [flags]
Writes every record into a file, the newest count first; "-" writes to standard output (npm run --silent export -- -).
  --format f     csv or json, where the name of the file does not tell
  --bom          for Excel: a mark in front that says UTF-8, so that accents stay right
  --semicolon    for Excel in Portuguese: ";" between the cells of CSV, not ","
  --force        overwrite the file if it is there`;

const FLAGS = {
  format: { type: 'string' },
  bom: { type: 'boolean', default: false },
  semicolon: { type: 'boolean', default: false },
  force: { type: 'boolean', default: false },
} as const;

const STDOUT = '-';
const toStdout = (_: unknown, [path]: readonly string[]) => path === STDOUT;

const line = { usage: USAGE, flags: FLAGS, words: true, needs: 'records', prepare, resultOnStdout: toStdout } as const;

await command(line, async ({ cloud, ability: source, flags, say, print }, { path, style }) => {
  const records = (await source.list(cloud)).map(({ fields }) => fields);
  const text = fileText(records, source.columns, style);
  if (path === STDOUT) process.stdout.write(text);
  else await writeFile(path, text, flags);
  const bytes = Buffer.byteLength(text);
  if (path !== STDOUT) print({ event: 'export', file: path, format: style.format, records: records.length, bytes });
  const where = path === STDOUT ? '' : ` -> ${printable(path)}`;
  say(`${counted(records.length, 'record')}, ${counted(bytes, 'byte')}${where}`);
  if (!records.length) say(`${source.none} Try:  ${nextCommand(cloud, 'upload')}  and export again.`);
});

interface Given {
  format?: string | undefined;
  bom: boolean;
  semicolon: boolean;
  force: boolean;
  json: boolean;
}

/** @throws UsageProblem when the file exists already, or when it is not clear what to write */
async function prepare(given: Given, [path, ...more]: readonly string[]): Promise<{ path: string; style: Style }> {
  if (!path || more.length)
    throw new UsageProblem(path ? 'More than one file was named.' : 'No file was named.', {
      next: 'Name one, such as npm run export -- records.csv',
    });
  if (path === STDOUT && given.json)
    throw new UsageProblem('--json and "-" both want standard output.', {
      next: 'For JSON on standard output: npm run --silent export -- - --format json',
    });
  const style = {
    format: formatOf(path, given.format),
    bom: given.bom,
    delimiter: given.semicolon ? ';' : ',',
  } as const;
  if (style.format === 'json' && (given.bom || given.semicolon))
    throw new UsageProblem('--bom and --semicolon are about CSV, and this would be JSON.', {
      next: 'Leave them out, or add --format csv.',
    });
  if (path !== STDOUT && !given.force) await refuseTaken(path);
  return { path, style };
}

function formatOf(path: string, given: string | undefined): Format {
  const wish = given ?? /\.(\w+)$/.exec(path)?.[1]?.toLowerCase();
  const format = FORMATS.find((one) => one === wish);
  if (format) return format;
  const what = given
    ? `--format ${given} is neither csv nor json`
    : `${path === STDOUT ? 'Standard output' : printable(path)} does not say whether csv or json`;
  throw new UsageProblem(`${what}.`, {
    next: 'Name a file such as records.csv, or add --format csv or --format json.',
  });
}
