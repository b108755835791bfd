// Names that are safe everywhere: in SQL, in Parquet, in JSON and in DynamoDB. And where the files of an upload are.

/** Letters; PostgreSQL cuts names at 63 bytes. */
const LONGEST = 60;

/** "Preço (R$)" -> "preco_r"; empty when nothing is left. */
export function safeName(text: string): string {
  const plain = text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_');
  const name = plain.replace(/^_+|_+$/g, '');
  const begun = /^\d/.test(name) ? `c_${name}` : name;
  return begun.slice(0, LONGEST).replace(/_+$/, '');
}

/** PostgreSQL's own columns in every table (PostgreSQL documentation, "System Columns"). */
const RESERVED = ['ctid', 'xmin', 'xmax', 'cmin', 'cmax', 'tableoid'];

/** One name a column, each once: "valor", "valor_2"; a column without a name is "coluna_4". */
export function columnNames(header: readonly string[]): string[] {
  const taken = new Set(RESERVED);
  return header.map((text, index) => {
    const name = unused(safeName(text) || `coluna_${index + 1}`, taken);
    taken.add(name);
    return name;
  });
}

function unused(name: string, taken: ReadonlySet<string>): string {
  for (let number = 1, tried = name; ; number += 1, tried = `${name.slice(0, LONGEST - 6)}_${number}`)
    if (!taken.has(tried)) return tried;
}

export const INBOX = 'in/';

/** Where an upload belongs and what is made of it. */
export interface Places {
  readonly dataset: string;
  readonly parquet: string;
  readonly json: string;
}

/** Is it one of the files that we convert? The ending in any case. */
export const isCsv = (key: string): boolean => key.startsWith(INBOX) && /\.csv$/i.test(key);

/**
 * Keys that differ from this one only in how their ending is written: ".csv", ".CSV", ".Csv". The files that are made of them
 * would have the same names, so only one of them has files at a time.
 */
export function rivalsOf(key: string): string[] {
  const stem = key.slice(0, -ENDING.length);
  return ENDINGS.map((ending) => stem + ending).filter((one) => one !== key);
}
const ENDING = '.csv';
/** The eight ways to write it. */
const ENDINGS = ['c', 's', 'v'].reduce(
  (begun, letter) => begun.flatMap((one) => [one + letter, one + letter.toUpperCase()]),
  ['.'],
);

/** @param key "in/Vendas/2024.CSV" @returns undefined when it names no dataset */
export function placesOf(key: string): Places | undefined {
  const [, folder, name] = /^in\/([^/]+)\/(.+)\.csv$/i.exec(key) ?? [];
  const dataset = folder && safeName(folder);
  if (!dataset) return undefined;
  return { dataset, parquet: `parquet/${folder}/${name}.parquet`, json: `json/${folder}/${name}.jsonl` };
}
