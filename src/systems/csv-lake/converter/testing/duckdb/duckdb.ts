// DuckDB reads a Parquet file of the converter. It has nothing in common with the library that wrote the file. Its package
// has 68 MB, so it is installed when a test or a benchmark first needs it, and nobody else downloads it.

import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installPinned } from '../../../../../local/pinned-packages.ts';
import { DEFAULT_PYTHON } from '../../../../../local/place.ts';
import type { Row } from '../../rows.ts';

/** As much of `@duckdb/node-api` as is used here. */
interface Api {
  DuckDBInstance: {
    create(path: string, settings?: Record<string, string>): Promise<{ connect(): Promise<Connection> }>;
  };
}
interface Connection {
  runAndReadAll(sql: string): Promise<{ getRowsJson(): (string | null)[][] }>;
  closeSync(): void;
}

export interface DuckDb {
  /** Runs a statement. @returns rows of cells */
  rows(sql: string): Promise<(string | null)[][]>;
  /** A file: names and types of its columns in DuckDB's words, and its rows in the order of the file, in canonical text. */
  read(path: string): Promise<{ readonly types: Readonly<Record<string, string>>; readonly rows: Row[] }>;
  /** The sum of each column, as PostgreSQL would write it. */
  sums(path: string, columns: readonly string[]): Promise<(string | null)[]>;
  close(): void;
}

const FOLDER = join(dirname(DEFAULT_PYTHON), 'duckdb');

/** Installs it first if it is missing. @returns the path from which `@duckdb/node-api` can be required */
export async function installDuckDb(): Promise<string> {
  await installPinned({
    list: fileURLToPath(new URL('package/', import.meta.url)),
    folder: FOLDER,
    failed: (output, cause) => new Error(`Installing DuckDB for the tests failed: ${output}`, { cause }),
  });
  return join(FOLDER, 'package.json');
}

export async function openDuckDb(): Promise<DuckDb> {
  const { DuckDBInstance } = createRequire(await installDuckDb())('@duckdb/node-api') as Api;
  const connection = await (await DuckDBInstance.create(':memory:', { threads: '2' })).connect();
  const rows = async (sql: string) => (await connection.runAndReadAll(sql)).getRowsJson();
  return {
    rows,
    async read(path) {
      const described = await rows(`DESCRIBE SELECT * FROM ${file(path)}`);
      const types = Object.fromEntries(described.map(([name, type]) => [String(name), String(type)]));
      const cells = Object.entries(types).map(([name, type]) => textOf(quoted(name), type));
      return { types, rows: await rows(`SELECT ${cells.join(', ')} FROM ${file(path)}`) };
    },
    async sums(path, columns) {
      if (!columns.length) return [];
      const summed = columns.map((name) => `sum(${quoted(name)})::VARCHAR`);
      return (await rows(`SELECT ${summed.join(', ')} FROM ${file(path)}`))[0] ?? [];
    },
    close: () => connection.closeSync(),
  };
}

const file = (path: string): string => `read_parquet('${path.replaceAll("'", "''")}')`;
const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** As in rows.ts: a "T", and milliseconds where there are some. */
const textOf = (column: string, type: string): string =>
  type.startsWith('TIMESTAMP')
    ? `regexp_replace(strftime(${column}, '%Y-%m-%dT%H:%M:%S.%g'), '[.]000$', '')`
    : `${column}::VARCHAR`;
