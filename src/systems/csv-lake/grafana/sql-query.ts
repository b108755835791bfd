// A query of PostgreSQL on a board. The SDK of Grafana has no builder for it; these are the fields that the data source writes
// itself (grafana/grafana, public/app/plugins/datasource/grafana-postgresql-datasource).

import type { Builder, Dataquery } from '@grafana/grafana-foundation-sdk/cog';

/** The data source of the lake, as grafana/provisioning.ts makes it. */
export const LAKE = { type: 'grafana-postgresql-datasource', uid: 'lake' } as const;

export interface SqlQuery extends Dataquery {
  readonly refId: string;
  readonly datasource: typeof LAKE;
  readonly format: 'table' | 'time_series';
  readonly rawSql: string;
}

/** @param sql with Grafana's variables and macros: `$dataset`, `$__timeFilter(at)` */
export const sqlQuery = (sql: string, format: SqlQuery['format'] = 'table'): Builder<SqlQuery> => ({
  build: () => ({
    ...{ refId: 'A', datasource: LAKE, format, rawSql: sql, rawQuery: true, editorMode: 'code' },
    _implementsDataqueryVariant() {},
  }),
});
