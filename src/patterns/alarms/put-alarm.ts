// A row of the table as CloudWatch takes it (CloudWatch API reference, PutMetricAlarm).

import type { Dimension, MetricDataQuery, PutMetricAlarmCommandInput } from '@aws-sdk/client-cloudwatch';
import type { Language } from '../../engine/text.ts';
import type { Row, Signal } from './row.ts';

/** The alarm has no action, because a composite alarm sends the mail. Its description is the runbook. */
export function alarmSettings(row: Row, language: Language): Omit<PutMetricAlarmCommandInput, 'AlarmName' | 'Tags'> {
  const { rule } = row;
  return {
    AlarmDescription: [row.why[language], ...row.steps[language].map((step, at) => `${at + 1}. ${step}`)].join('\n'),
    ActionsEnabled: true,
    AlarmActions: [],
    OKActions: [],
    ...measured(row),
    EvaluationPeriods: rule.periods,
    DatapointsToAlarm: rule.datapoints,
    Threshold: rule.threshold,
    ComparisonOperator: rule.rings === 'above' ? 'GreaterThanThreshold' : 'LessThanThreshold',
    TreatMissingData: rule.missing,
  };
}

function measured({ watches, rule: { period } }: Row) {
  if ('formula' in watches) return { Metrics: queriesOf(watches, period) };
  const { statistic } = watches;
  return {
    ...metricOf(watches),
    ...(statistic === 'p95' ? { ExtendedStatistic: statistic } : { Statistic: statistic }),
    Period: period,
  };
}

function queriesOf({ formula, of }: { formula: string; of: Readonly<Record<string, Signal>> }, Period: number) {
  const numbers = Object.entries(of).map(([Id, signal]): MetricDataQuery => {
    return { Id, MetricStat: { Metric: metricOf(signal), Period, Stat: signal.statistic }, ReturnData: false };
  });
  return [...numbers, { Id: 'result', Expression: formula, ReturnData: true }];
}

const metricOf = ({ namespace, metric, dimensions }: Signal) => ({
  Namespace: namespace,
  MetricName: metric,
  Dimensions: Object.entries(dimensions).map(([Name, Value]): Dimension => ({ Name, Value })),
});
