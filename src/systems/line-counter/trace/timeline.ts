// From the clues to the way of a file: six steps with their times, and where it stands when not all are taken.
// Notice: each time comes from whoever knows it best: S3 for the upload, SQS for the event, the worker for the rest. Their
// clocks differ by some milliseconds, so a step may seem to take less than nothing; then it took none.

import type { LogLine } from '../../../operate/logs/log-line.ts';
import { recordIn } from '../log-words.ts';
import type { Evidence } from './evidence.ts';

export const STEPS = ['uploaded', 'event sent', 'received', 'counted', 'recorded', 'announced'] as const;

export interface Step {
  readonly step: (typeof STEPS)[number];
  /** undefined: not yet, or nobody has written it down. */
  readonly at?: Date;
  /** Seconds since the last step before it whose time is known. */
  readonly seconds?: number;
}

export type State =
  | 'announced'
  /** There is a record, and no mail has named it yet. */
  | 'recorded'
  /** Set aside after five times. */
  | 'dead letter'
  /** It came back at least once and will be tried again. */
  | 'coming back'
  /** Nobody has said anything about it yet. */
  | 'waiting'
  /** There is an older record, but no such file any more, or never was one. */
  | 'absent';

export interface Timeline {
  readonly state: State;
  readonly steps: readonly Step[];
  /** How often the worker gave its message back. */
  readonly cameBack: number;
  /** Of the last time it came back, or of its dead letter. */
  readonly error?: string;
}

const VERDICTS = ['created', 'updated', 'failed for good'];

export function timelineOf(clues: Evidence): Timeline {
  const { object, lines, current, dead } = clues;
  const record = current ? clues.record : undefined;
  // A file may have been counted, uploaded again, and counted again: the verdict on this write, else none.
  const verdict = lines.findLast(
    (line) => VERDICTS.includes(line.message) && record && recordIn(line)?.sequencer === record.sequencer,
  );
  const back = lines.filter(({ message }) => message === 'comes back');
  const told = verdict && lines.find(({ message, at }) => message === 'announced' && at >= verdict.at);
  const error = dead.at(-1)?.reason ?? back.findLast((line) => line.error)?.error;
  const times: Record<Step['step'], Date | undefined> = {
    uploaded: record ? new Date(record.uploadedAt) : object?.at,
    'event sent': moment(verdict?.fields.sentAt) ?? dead.at(-1)?.sentAt,
    received: moment(verdict?.fields.receivedAt),
    counted: record && new Date(record.countedAt),
    recorded: verdict?.at,
    announced: told?.at,
  };
  return { state: stateOf(clues, back, told), steps: spaced(times), cameBack: back.length, ...(error && { error }) };
}

function stateOf({ current, object, dead }: Evidence, back: readonly LogLine[], told: LogLine | undefined): State {
  if (current) return told ? 'announced' : 'recorded';
  if (dead.length) return 'dead letter';
  if (!object) return 'absent';
  return back.length ? 'coming back' : 'waiting';
}

function spaced(times: Readonly<Record<Step['step'], Date | undefined>>): Step[] {
  let last: Date | undefined;
  return STEPS.map((step) => {
    const at = times[step];
    const seconds = at && last ? Math.max(0, (+at - +last) / 1000) : undefined;
    last = at ?? last;
    return { step, ...(at && { at }), ...(seconds !== undefined && { seconds }) };
  });
}

function moment(value: unknown): Date | undefined {
  const at = new Date(typeof value === 'string' || typeof value === 'number' ? value : Number.NaN);
  return Number.isNaN(+at) ? undefined : at;
}
