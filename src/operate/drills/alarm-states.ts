// The states of the alarms during a drill. On AWS we read them from CloudWatch. The local cloud has no metrics of AWS
// services, so there we compute the states by CloudWatch's documented rules and set them on its alarms. The emulator
// then changes the composite alarms and publishes the mails.

import { DescribeAlarmsCommand, SetAlarmStateCommand } from '@aws-sdk/client-cloudwatch';
import {
  breaches,
  type Datapoint,
  evaluate,
  evaluationRange,
  type State,
} from '../../patterns/alarms/evaluator/evaluate.ts';
import { formula } from '../../patterns/alarms/evaluator/formula.ts';
import { alarmName, beyond, type Row, signalsOf } from '../../patterns/alarms/row.ts';
import type { Samples } from './samples.ts';
import type { Site } from './site.ts';

export interface AlarmState {
  readonly state: State;
  /** Is the newest datapoint beyond the threshold? undefined on AWS, where only CloudWatch knows. */
  readonly beyond: boolean;
  /** The newest datapoint. */
  readonly value: Datapoint;
}

export interface AlarmStates {
  /** Seconds between two readings. */
  readonly every: number;
  read(): Promise<ReadonlyMap<string, AlarmState>>;
}

/** @param period seconds that stand for one period */
export function localStates(site: Site, rows: readonly Row[], period: number): AlarmStates {
  const sample = site.recorder(period);
  const formulas = new Map(rows.map((row) => [row.name, termOf(row)]));
  const series = new Map<string, Datapoint[]>(rows.map(({ name }) => [name, []]));
  const states = new Map<string, State>(rows.map(({ name }) => [name, 'INSUFFICIENT_DATA']));

  return {
    every: period,
    async read() {
      const samples = await sample();
      const seen = new Map<string, AlarmState>();
      for (const row of rows) {
        const value = formulas.get(row.name)?.(samples);
        const before = states.get(row.name) ?? 'INSUFFICIENT_DATA';
        const datapoints = [...(series.get(row.name) ?? []), value].slice(-evaluationRange(row.rule));
        const state = evaluate(row.rule, datapoints, before);
        series.set(row.name, datapoints);
        states.set(row.name, state);
        if (state !== before) await setState(site, row, state, datapoints);
        // A period without data counts as beyond where the alarm treats missing data as breaching.
        const isBeyond = value === undefined ? row.rule.missing === 'breaching' : breaches(row.rule)(value);
        seen.set(row.name, { state, beyond: isBeyond, value });
      }
      return seen;
    },
  };
}

/** The number that a row watches, in one period. */
function termOf(row: Row): (samples: Samples) => Datapoint {
  const { watches } = row;
  if (!('formula' in watches)) return (samples) => samples.of(watches);
  const term = formula(watches.formula);
  const of = Object.entries(watches.of);
  return (samples) => {
    // Without any number there is no time series, so FILL has no period to fill.
    if (signalsOf(row).every((signal) => samples.of(signal) === undefined)) return undefined;
    return term(Object.fromEntries(of.map(([letter, signal]) => [letter, samples.of(signal)])));
  };
}

async function setState(
  { cloud, names }: Site,
  row: Row,
  StateValue: State,
  datapoints: readonly Datapoint[],
): Promise<void> {
  const points = datapoints.map((value) => (value === undefined ? '-' : Number(value.toFixed(2)))).join(' ');
  const StateReason = `Datapoints ${points}, the newest last: rings ${beyond(row, 'en')}, ${row.rule.datapoints} of ${row.rule.periods}`;
  await cloud.cloudwatch.send(new SetAlarmStateCommand({ AlarmName: alarmName(names, row), StateValue, StateReason }));
}

/** Seconds between two readings of CloudWatch's alarms. */
const EVERY = 15;

export function awsStates({ cloud, names }: Site, rows: readonly Row[]): AlarmStates {
  const rowNames = new Map(rows.map((row) => [alarmName(names, row), row.name]));
  return {
    every: EVERY,
    async read() {
      const { MetricAlarms = [] } = await cloud.cloudwatch.send(
        new DescribeAlarmsCommand({ AlarmNames: [...rowNames.keys()] }),
      );
      return new Map(
        MetricAlarms.map(({ AlarmName = '', StateValue = 'INSUFFICIENT_DATA' }) => {
          const state = StateValue as State;
          return [rowNames.get(AlarmName) ?? AlarmName, { state, beyond: state === 'ALARM', value: undefined }];
        }),
      );
    },
  };
}
