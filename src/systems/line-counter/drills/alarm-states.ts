// In which state the alarms of a drill are: on AWS CloudWatch says it, on the local cloud our own evaluator does.
// The local cloud evaluates nothing that AWS services measure. So the states are computed here, by CloudWatch's documented
// rules, and set on its alarms. From there on the emulator moves the composite alarms and publishes the mails.

import { DescribeAlarmsCommand, SetAlarmStateCommand } from '@aws-sdk/client-cloudwatch';
import {
  breaches,
  type Datapoint,
  evaluate,
  evaluationRange,
  type State,
} from '../../../patterns/alarms/evaluator/evaluate.ts';
import { formula } from '../../../patterns/alarms/evaluator/formula.ts';
import { alarmName, beyond, type Row, signalsOf } from '../../../patterns/alarms/row.ts';
import { recorder } from './recorder.ts';
import type { Samples } from './samples.ts';
import type { Site } from './site.ts';

export interface AlarmState {
  readonly state: State;
  /** Is the newest datapoint beyond the threshold? On AWS only CloudWatch knows. */
  readonly beyond: boolean;
  /** The newest datapoint. */
  readonly value: Datapoint;
}

export interface AlarmStates {
  /** Seconds from one read to the next. */
  readonly every: number;
  read(): Promise<ReadonlyMap<string, AlarmState>>;
}

/** @param period seconds that a period is played in */
export function localStates(site: Site, rows: readonly Row[], period: number): AlarmStates {
  const { sample } = recorder(site, { minutesASecond: 1 / period });
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
        // A period without a report is the signal of an alarm that treats it so.
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
    // Without any number there is no time series, so not even FILL has a period to fill.
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

/** Seconds between two reads of CloudWatch's own alarms. */
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
