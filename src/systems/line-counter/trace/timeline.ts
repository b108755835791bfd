// Makes the timeline of a file from its evidence: six steps with their times, and where the file is stuck. The time of
// the upload comes from S3, that of the event from SQS, all others from the worker.

import type { Wording } from '../../../engine/text.ts';
import type { LogLine } from '../../../operate/logs/log-line.ts';
import { spaced, type TimedStep } from '../../../operate/trace/steps.ts';
import { recordIn } from '../log-words.ts';
import type { Evidence } from './evidence.ts';

export const STEPS = ['uploaded', 'event sent', 'received', 'counted', 'recorded', 'announced'] as const;

export type Step = TimedStep<(typeof STEPS)[number]>;

export type State =
  | 'announced'
  /** There is a record, and no mail has named it yet. */
  | 'recorded'
  /** In the dead-letter queue, after five receives. */
  | 'dead letter'
  /** The message returned to the queue at least once, and will be tried again. */
  | 'coming back'
  /** Nothing is known of it yet. */
  | 'waiting'
  /** There is no such file. There may be an older record. */
  | 'absent';

export interface Timeline {
  readonly state: State;
  readonly steps: readonly Step[];
  /** How often the worker returned its message to the queue. */
  readonly cameBack: number;
  /** The last error, of the worker or in the dead letter. */
  readonly error?: Wording;
}

const VERDICTS = ['created', 'updated', 'failed for good'];

export function timelineOf(clues: Evidence): Timeline {
  const { object, lines, current, dead } = clues;
  const record = current ? clues.record : undefined;
  // A file may be uploaded and counted several times: we take only the verdict on this write.
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
  return {
    state: stateOf(clues, back, told),
    steps: spaced(STEPS.map((step) => [step, times[step]] as const)),
    cameBack: back.length,
    ...(error && { error }),
  };
}

function stateOf({ current, object, dead }: Evidence, back: readonly LogLine[], told: LogLine | undefined): State {
  if (current) return told ? 'announced' : 'recorded';
  if (dead.length) return 'dead letter';
  if (!object) return 'absent';
  return back.length ? 'coming back' : 'waiting';
}

function moment(value: unknown): Date | undefined {
  const at = new Date(typeof value === 'string' || typeof value === 'number' ? value : Number.NaN);
  return Number.isNaN(+at) ? undefined : at;
}
