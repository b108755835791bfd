// The queries of the board for Grafana: a metric, or a formula over several.
// The person who uses the board chooses $datasource and $region above it.

import {
  MetricEditorMode,
  MetricQueryType,
  MetricsQueryBuilder,
  QueryMode,
} from '@grafana/grafana-foundation-sdk/cloudwatch';
import type { Builder, Dataquery } from '@grafana/grafana-foundation-sdk/cog';
import type { Row, Signal } from './row.ts';

export const SOURCE = { type: 'cloudwatch', uid: '$datasource' };

/** One metric; or several hidden ones and the formula over them. */
export function targetsOf({ watches, rule: { period } }: Row): Builder<Dataquery>[] {
  if (!('formula' in watches)) return [query(watches, 'A', period)];
  const numbers = Object.entries(watches.of).map(([id, signal], index) =>
    query(signal, refOf(index), period).id(id).hide(true),
  );
  const formula = base(refOf(numbers.length), period).metricEditorMode(MetricEditorMode.Code).id('result');
  return [...numbers, formula.expression(watches.formula)];
}

export const query = (signal: Signal, refId: string, period: number) =>
  base(refId, period)
    .metricEditorMode(MetricEditorMode.Builder)
    .namespace(signal.namespace)
    .metricName(signal.metric)
    .dimensions({ ...signal.dimensions })
    .statistic(signal.statistic)
    .matchExact(true);

const base = (refId: string, period: number) =>
  new MetricsQueryBuilder()
    .queryMode(QueryMode.Metrics)
    .metricQueryType(MetricQueryType.Search)
    .datasource(SOURCE)
    .region('$region')
    .refId(refId)
    .period(String(period));

export const refOf = (index: number) => String.fromCharCode('A'.charCodeAt(0) + index);
