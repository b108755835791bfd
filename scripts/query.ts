// npm run query -- --system csv-lake "select …": one SQL statement that only reads, as a table, CSV or JSON.

import { command } from '../src/cli/command.ts';
import { Problem, UsageProblem } from '../src/engine/problems.ts';
import type { Text } from '../src/engine/text.ts';
import { csvText, jsonRows, tableLines } from '../src/operate/query/answer-text.ts';
import { spoken } from '../src/screen/language.ts';
import { nextCommand } from '../src/screen/next-command.ts';
import { counted } from '../src/screen/table.ts';
import { wholeNumber } from '../src/settings/numbers.ts';

const USAGE = {
  en: `Usage: npm run query -- --system csv-lake "select …" [flags]
Runs one SQL statement in the database of a system, as a user who may only read. It may take 15 seconds.
  --csv        CSV on standard output, for a spreadsheet; with npm run --silent nothing else is there
  --limit n    at most so many rows (100; at most 10000)
With --json: one object a row.`,
  pt: `Uso: npm run query -- --system csv-lake "select …" [opções]
Roda um comando SQL no banco de dados de um sistema, como um usuário que só pode ler. Ele pode levar 15 segundos.
  --csv        CSV na saída padrão, para uma planilha; com npm run --silent nada mais sai ali
  --limit n    no máximo tantas linhas (100; no máximo 10000)
Com --json: um objeto por linha.`,
};

const FLAGS = {
  csv: { type: 'boolean', default: false },
  limit: { type: 'string', default: '100' },
} as const;

/** By PostgreSQL's error code. */
const NEXT: Readonly<Record<string, Text>> = {
  '25006': {
    en: 'npm run query only reads. The rows of a file change when a newer file of that name is uploaded.',
    pt: 'npm run query só lê. As linhas de um arquivo mudam quando um arquivo mais novo com esse nome é enviado.',
  },
  '42501': {
    en: 'npm run query only reads, and only what the tables of the system hold.',
    pt: 'npm run query só lê, e só o que as tabelas do sistema têm.',
  },
  '42P01': {
    en: '`select table_schema, table_name from information_schema.tables` shows what can be read.',
    pt: '`select table_schema, table_name from information_schema.tables` mostra o que se pode ler.',
  },
  '57014': { en: 'Ask for fewer rows or columns.', pt: 'Peça menos linhas ou colunas.' },
};
const MOST = 10_000;
const EXAMPLE = 'npm run query -- --system csv-lake "select key, rows from ledger.files"';

const resultOnStdout = ({ csv }: { csv: boolean }) => csv;
const line = { usage: USAGE, flags: FLAGS, words: true, needs: 'query', prepare, resultOnStdout } as const;

await command(line, async ({ cloud, ability: ask, flags, say, print, screen }, { sql, limit }) => {
  const answer = await ask(cloud, sql, limit);
  if ('refused' in answer)
    throw new Problem(
      {
        en: `PostgreSQL refuses the statement: ${answer.refused} (${answer.code}).`,
        pt: `O PostgreSQL recusa o comando: ${answer.refused} (${answer.code}).`,
      },
      {
        next: NEXT[answer.code] ?? {
          en: 'Correct the statement, and run it again.',
          pt: 'Corrija o comando e rode de novo.',
        },
      },
    );
  if (flags.csv) process.stdout.write(csvText(answer));
  else for (const row of jsonRows(answer)) print(row);
  if (!flags.csv && answer.columns.length) for (const text of tableLines(answer, screen.columns)) say(text);
  const rows = answer.rows.length;
  say(spoken({ en: counted(rows, 'row'), pt: `${rows} ${rows === 1 ? 'linha' : 'linhas'}` }));
  const longer = nextCommand(cloud, 'query', '--limit', String(Math.min(10 * limit, MOST)), '"select …"');
  if (answer.more)
    say(
      spoken({
        en: `There are more. Ask for fewer columns or rows, or for more with:  ${longer}`,
        pt: `Há mais. Peça menos colunas ou linhas, ou mais linhas com:  ${longer}`,
      }),
    );
});

interface Given {
  csv: boolean;
  json: boolean;
  limit: string;
}

/** @throws UsageProblem without a statement, or with two forms of output */
function prepare({ csv, json, limit }: Given, words: readonly string[]): { sql: string; limit: number } {
  const sql = words.join(' ').trim(); // without quotes around it the shell makes several words of it
  if (!sql)
    throw new UsageProblem(
      { en: 'There is no statement to run.', pt: 'Não há comando para rodar.' },
      { next: { en: `For example: ${EXAMPLE}`, pt: `Por exemplo: ${EXAMPLE}` } },
    );
  if (csv && json)
    throw new UsageProblem(
      { en: '--csv and --json both want standard output.', pt: '--csv e --json querem os dois a saída padrão.' },
      { next: { en: 'Leave one of them out.', pt: 'Tire um deles.' } },
    );
  return { sql, limit: wholeNumber('limit', limit, { least: 1, most: MOST, example: 1000 }) };
}
