// npm run export -- FILE: every record in a file, for a spreadsheet or for keeping.

import { command } from '../src/cli/command.ts';
import { UsageProblem } from '../src/engine/problems.ts';
import { inBoth, type Text, translated } from '../src/engine/text.ts';
import { FORMATS, type Format, fileText, type Style } from '../src/operate/export/file-text.ts';
import { refuseTaken, writeFile } from '../src/operate/export/write-file.ts';
import { nextCommand } from '../src/screen/next-command.ts';
import { countText, printable } from '../src/screen/table.ts';

const USAGE = {
  en: `Usage: npm run export -- FILE.csv|FILE.json [flags]
Writes every record into a file, the newest first. The name "-" is standard output: npm run --silent export -- -
  --format f     csv or json, where the name of the file does not tell
  --bom          for Excel: a mark in front that says UTF-8, so that accents stay right
  --semicolon    for Excel in Portuguese: ";" between the cells of CSV, not ","
  --force        overwrite the file if it is there`,
  pt: `Uso: npm run export -- ARQUIVO.csv|ARQUIVO.json [opções]
Grava todos os registros num arquivo, o mais novo primeiro. O nome "-" é a saída padrão: npm run --silent export -- -
  --format f     csv ou json, quando o nome do arquivo não diz
  --bom          para o Excel: uma marca no começo que diz UTF-8, para que os acentos fiquem certos
  --semicolon    para o Excel em português: ";" entre as células do CSV, não ","
  --force        grava por cima se o arquivo já existe`,
};

const FLAGS = {
  format: { type: 'string' },
  bom: { type: 'boolean', default: false },
  semicolon: { type: 'boolean', default: false },
  force: { type: 'boolean', default: false },
} as const;

const STDOUT = '-';
const toStdout = (_: unknown, [path]: readonly string[]) => path === STDOUT;

const BYTE: Text = { en: 'byte', pt: 'byte' };
const TWO_FILES: Text = { en: 'More than one file was named.', pt: 'Mais de um arquivo foi citado.' };
const NO_FILE: Text = { en: 'No file was named.', pt: 'Nenhum arquivo foi citado.' };

const line = { usage: USAGE, flags: FLAGS, words: true, needs: 'records', prepare, resultOnStdout: toStdout } as const;

await command(line, async ({ cloud, ability: source, flags, say, print }, { path, style }) => {
  const records = (await source.list(cloud)).map(({ fields }) => fields);
  const text = fileText(records, source.columns, style);
  if (path === STDOUT) process.stdout.write(text);
  else await writeFile(path, text, flags);
  const bytes = Buffer.byteLength(text);
  if (path !== STDOUT) print({ event: 'export', file: path, format: style.format, records: records.length, bytes });
  const where = path === STDOUT ? '' : ` -> ${printable(path)}`;
  const record = { en: 'record', pt: 'registro' };
  say(translated((of) => `${countText(records.length, record)[of]}, ${countText(bytes, BYTE)[of]}${where}`));
  if (records.length) return;
  const [none, again] = [inBoth(source.none), nextCommand(cloud, 'upload')];
  say({
    en: `${none.en} Try:  ${again}  and export again.`,
    pt: `${none.pt} Rode:  ${again}  e exporte de novo.`,
  });
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
    throw new UsageProblem(path ? TWO_FILES : NO_FILE, {
      next: {
        en: 'Name one, such as npm run export -- records.csv',
        pt: 'Dê o nome de um, por exemplo npm run export -- registros.csv',
      },
    });
  if (path === STDOUT && given.json)
    throw new UsageProblem(
      { en: '--json and "-" both want standard output.', pt: '--json e "-" querem os dois a saída padrão.' },
      {
        next: {
          en: 'For JSON on standard output: npm run --silent export -- - --format json',
          pt: 'Para JSON na saída padrão: npm run --silent export -- - --format json',
        },
      },
    );
  const style = {
    format: formatOf(path, given.format),
    bom: given.bom,
    delimiter: given.semicolon ? ';' : ',',
  } as const;
  if (style.format === 'json' && (given.bom || given.semicolon))
    throw new UsageProblem(
      {
        en: '--bom and --semicolon are about CSV, and this would be JSON.',
        pt: '--bom e --semicolon são para CSV, e isto seria JSON.',
      },
      { next: { en: 'Leave them out, or add --format csv.', pt: 'Tire-os, ou acrescente --format csv.' } },
    );
  if (path !== STDOUT && !given.force) await refuseTaken(path);
  return { path, style };
}

function formatOf(path: string, given: string | undefined): Format {
  const wish = given ?? /\.(\w+)$/.exec(path)?.[1]?.toLowerCase();
  const format = FORMATS.find((one) => one === wish);
  if (format) return format;
  throw new UsageProblem(given ? neither(given) : notSaid(path), {
    next: {
      en: 'Name a file such as records.csv, or add --format csv or --format json.',
      pt: 'Dê um nome como registros.csv, ou acrescente --format csv ou --format json.',
    },
  });
}

function neither(format: string): Text {
  return {
    en: `--format ${format} is neither csv nor json.`,
    pt: `--format ${format} não é csv nem json.`,
  };
}

function notSaid(path: string): Text {
  return {
    en: `${path === STDOUT ? 'Standard output' : printable(path)} does not say whether csv or json.`,
    pt: `${path === STDOUT ? 'A saída padrão' : printable(path)} não diz se é csv ou json.`,
  };
}
