// The board of the data: what is in a dataset, asked in SQL over lake.* as the user that may only read. The person who looks chooses
// the dataset, one file or all, and the time in which files arrived.
// Notice: the columns of a dataset are not known here. So its sums are asked of the row as JSON, which names its columns.

import * as common from '@grafana/grafana-foundation-sdk/common';
import {
  type Dashboard,
  DashboardBuilder,
  type GridPos,
  QueryVariableBuilder,
  VariableRefresh,
} from '@grafana/grafana-foundation-sdk/dashboard';
import { PanelBuilder as StatBuilder } from '@grafana/grafana-foundation-sdk/stat';
import { PanelBuilder as TableBuilder } from '@grafana/grafana-foundation-sdk/table';
import { PanelBuilder as TimeseriesBuilder } from '@grafana/grafana-foundation-sdk/timeseries';
import type { Language, Text } from '../../../engine/text.ts';
import { LAKE, sqlQuery } from './sql-query.ts';

/** Names of the panels, by which the demo finds them. */
export const SUMS: Text = { en: 'Sum of each number column', pt: 'Soma de cada coluna numérica' };

const SAYS = {
  title: { en: 'CSV lake: the data', pt: 'Lago de CSV: os dados' },
  dataset: { en: 'Dataset', pt: 'Conjunto de dados' },
  file: { en: 'File', pt: 'Arquivo' },
  all: { en: 'All', pt: 'Todos' },
  rows: { en: 'Rows', pt: 'Linhas' },
  files: { en: 'Files', pt: 'Arquivos' },
  newest: { en: 'Newest upload', pt: 'Envio mais novo' },
  arrived: { en: 'Rows that arrived', pt: 'Linhas que chegaram' },
  list: { en: 'Files, newest first', pt: 'Arquivos, do mais novo ao mais antigo' },
  lines: { en: 'First hundred rows', pt: 'Primeiras cem linhas' },
} as const satisfies Record<string, Text>;

/** Stands for "all files" in the SQL. */
export const ALL = '*';
const FILES = `ledger.files AS file
WHERE file.dataset = \${dataset:sqlstring} AND file.rows IS NOT NULL
  AND (\${file:sqlstring} = '${ALL}' OR file.key = \${file:sqlstring}) AND $__timeFilter(file.at)`;
/** A dataset is a plain identifier (converter/postgres/identifier.ts). */
const LINES = `lake."$dataset" AS line JOIN ledger.files AS file ON file.key = line._file
WHERE file.dataset = \${dataset:sqlstring}
  AND (\${file:sqlstring} = '${ALL}' OR file.key = \${file:sqlstring}) AND $__timeFilter(file.at)`;

export const SQL = {
  datasets: "SELECT table_name FROM information_schema.tables WHERE table_schema = 'lake' ORDER BY 1",
  fileNames: `SELECT key FROM ledger.files WHERE dataset = \${dataset:sqlstring} AND rows IS NOT NULL ORDER BY 1`,
  rows: `SELECT coalesce(sum(file.rows), 0) AS rows FROM ${FILES}`,
  files: `SELECT count(*) AS files FROM ${FILES}`,
  newest: `SELECT max(file.at) AS newest FROM ${FILES}`,
  arrived: `SELECT $__timeGroupAlias(file.at, $__interval), sum(file.rows) AS rows FROM ${FILES} GROUP BY 1 ORDER BY 1`,
  sums: `SELECT cell.key AS "column", sum(cell.value::text::numeric) AS "sum", count(*) AS "values"
FROM (SELECT to_jsonb(line) AS cells FROM ${LINES}) AS rows
CROSS JOIN LATERAL jsonb_each(rows.cells) AS cell
WHERE jsonb_typeof(cell.value) = 'number' AND left(cell.key, 1) <> '_' GROUP BY 1 ORDER BY 1`,
  list: `SELECT file.key, file.rows, file.at, file.loaded_at FROM ${FILES} ORDER BY file.at DESC LIMIT 200`,
  lines: `SELECT line.* FROM ${LINES} ORDER BY line._file, line._line LIMIT 100`,
} as const;

/** @param uid of the board in Grafana: "ada-csv-lake-data" */
export function dataBoard({ uid, tags, language }: { uid: string; tags: string[]; language: Language }): Dashboard {
  const says = (text: Text) => text[language];
  const stat = (text: Text, sql: string, at: GridPos) =>
    new StatBuilder()
      .title(says(text))
      .datasource(LAKE)
      .gridPos(at)
      .reduceOptions(new common.ReduceDataOptionsBuilder().calcs(['lastNotNull']).fields('/.*/'))
      .withTarget(sqlQuery(sql));
  const table = (text: Text, sql: string, at: GridPos) =>
    new TableBuilder().title(says(text)).datasource(LAKE).gridPos(at).withTarget(sqlQuery(sql));

  return new DashboardBuilder(says(SAYS.title))
    .uid(uid)
    .tags(tags)
    .refresh('1m')
    .time({ from: 'now-90d', to: 'now' })
    .timezone('browser')
    .withVariable(
      new QueryVariableBuilder('dataset')
        .label(says(SAYS.dataset))
        .datasource(LAKE)
        .query(SQL.datasets)
        .refresh(VariableRefresh.OnTimeRangeChanged),
    )
    .withVariable(
      new QueryVariableBuilder('file')
        .label(says(SAYS.file))
        .datasource(LAKE)
        .query(SQL.fileNames)
        .refresh(VariableRefresh.OnTimeRangeChanged)
        .includeAll(true)
        .allValue(ALL)
        .current({ text: says(SAYS.all), value: '$__all' }),
    )
    .withPanel(stat(SAYS.rows, SQL.rows, { x: 0, y: 0, w: 8, h: 4 }))
    .withPanel(stat(SAYS.files, SQL.files, { x: 8, y: 0, w: 8, h: 4 }))
    .withPanel(stat(SAYS.newest, SQL.newest, { x: 16, y: 0, w: 8, h: 4 }))
    .withPanel(
      new TimeseriesBuilder()
        .title(says(SAYS.arrived))
        .datasource(LAKE)
        .gridPos({ x: 0, y: 4, w: 12, h: 8 })
        .min(0)
        .withTarget(sqlQuery(SQL.arrived, 'time_series')),
    )
    .withPanel(table(SUMS, SQL.sums, { x: 12, y: 4, w: 12, h: 8 }))
    .withPanel(table(SAYS.list, SQL.list, { x: 0, y: 12, w: 24, h: 8 }))
    .withPanel(table(SAYS.lines, SQL.lines, { x: 0, y: 20, w: 24, h: 10 }))
    .build();
}
