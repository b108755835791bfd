// CSV to Parquet, beside DuckDB's own, of the same file of 100 MB: seconds of CPU and the most memory. Both results must have the
// same rows and the same sum.

import { join } from 'node:path';
import { type Finding, finding, inTurns, median } from '../../../testing/bench/measure.ts';
import { answerOf, programOf } from '../../../testing/bench/programs.ts';
import { withHome } from '../../../testing/bench/surroundings.ts';
import { writeSales } from './testing/bench/sales-file.ts';
import { installDuckDb, openDuckDb } from './testing/duckdb/duckdb.ts';

const MEGABYTES = 100;
const ROUNDS = 2;
/** Megabytes; the function has 2,048. */
const MOST_MEMORY = 1_000;
const FOLDER = 'src/systems/csv-lake/converter/testing/bench';

export const bench = (): Promise<Finding[]> =>
  withHome(async (home) => {
    const at = (name: string) => join(home, name);
    const csv = at('vendas.csv');
    const { rows, cents } = await writeSales(csv, MEGABYTES * 1_000_000);
    const [ours, theirs] = [programOf(`${FOLDER}/ours.ts`, home), programOf(`${FOLDER}/duckdb.ts`, home)];
    const installed = await installDuckDb();
    const memory = { ours: [] as number[], theirs: [] as number[] };
    const run = async (whose: keyof typeof memory, program: string, words: string[]) => {
      const { seconds, megabytes } = await answerOf(program, words, {});
      memory[whose].push(megabytes);
      return seconds;
    };
    const seconds = await inTurns(ROUNDS, {
      ours: () => run('ours', ours, [csv, at('ours.parquet')]),
      theirs: () => run('theirs', theirs, [installed, csv, at('theirs.parquet')]),
    });

    const duckdb = await openDuckDb();
    const found = async (name: string, client: string) => {
      const sql = `SELECT count(*), sum(round(valor * 100)::BIGINT), count(DISTINCT ${client}) FROM '${at(name)}'`;
      return String((await duckdb.rows(sql))[0]);
    };
    const [one, other] = [await found('ours.parquet', 'cliente'), await found('theirs.parquet', 'Cliente')];
    duckdb.close();
    if (one !== other || !one.startsWith(`${rows},${cents},`))
      throw new Error(
        `The two Parquet files differ: ${one} and ${other}; ${rows} rows with ${cents} cents were written.`,
      );

    const most = { ours: median(memory.ours), theirs: median(memory.theirs) };
    const what = `CSV of ${MEGABYTES} MB, ${rows} rows, to Parquet`;
    return [
      finding(
        what,
        seconds.theirs / seconds.ours,
        {},
        `${seconds.ours.toFixed(1)} s of CPU`,
        `${seconds.theirs.toFixed(1)} s, DuckDB`,
      ),
      finding('its memory, MB', most.ours, { atMost: MOST_MEMORY }, `${most.ours} MB`, `${most.theirs} MB, DuckDB`),
    ];
  });
