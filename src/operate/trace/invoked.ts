// The way of one file through a system whose bucket calls its function: what the system recorded, the function's log, and
// the events that failed.

import type { Owned } from '../../aws/clients.ts';
import { Problem } from '../../engine/problems.ts';
import { inBoth, inEnglish, type Text, type Wording } from '../../engine/text.ts';
import { draw } from '../../screen/act.ts';
import { nextCommand } from '../../screen/next-command.ts';
import { printable } from '../../screen/table.ts';
import type { Here } from '../../systems/abilities.ts';
import { depthOf } from '../dead-letters/depth.ts';
import { readDeadLetters } from '../dead-letters/read-dead-letters.ts';
import { type Explained, explain } from '../dead-letters/reasons.ts';
import type { DeadLetterSource } from '../dead-letters/source.ts';
import { readLine } from '../logs/line.ts';
import type { LogLine } from '../logs/log-line.ts';
import { logEvents } from '../logs/read.ts';
import { headObject, type ObjectHead } from '../upload/head-object.ts';
import { STEP_HEADS, spaced, spellings, stepRow } from './steps.ts';

/** What a system recorded of the newest event of a file. */
export interface RecordedWay {
  readonly uploadedAt: Date;
  /** The times after the upload that the record itself knows, by their steps. */
  readonly times: Readonly<Record<string, Date>>;
  /** What was found, in one sentence. */
  readonly result: Text;
  /** Is this line of the log the last step of this record? */
  ends(line: LogLine): boolean;
  /** Some of the work is not done yet: which, in a sentence. */
  readonly unfinished?: Text;
}

export interface WayOf {
  readonly bucket: string;
  readonly deadLetters: DeadLetterSource;
  /** The steps in their order, by their names for programs. The last one is told by the log. */
  readonly steps: Readonly<Record<string, Text>>;
  /** What was recorded of the object, or of a file that is not in the bucket any more. */
  find(cloud: Owned, key: string, head: ObjectHead | undefined): Promise<RecordedWay | undefined>;
}

/** Milliseconds by which the clocks of S3, SQS and Lambda may differ. */
const SLACK = 5_000;
/** Most failed events that we read. */
const MOST = 1_000;

export async function traceInvoked({ cloud, say, print, signal }: Here, typed: string, way: WayOf): Promise<void> {
  const { key, head, record } = await findAs(cloud, typed, way);
  const uploaded = record?.uploadedAt ?? head?.lastModified;
  const isDone = record !== undefined && !record.unfinished;
  const failed = isDone ? [] : await failedEventsOf(cloud, key, way, signal);
  const lines = uploaded ? await linesAbout(cloud, key, way, +uploaded - SLACK, signal) : [];
  const names = Object.keys(way.steps);
  const end = record && lines.findLast((line) => record.ends(line))?.at;
  const times = { [names[0] ?? '']: uploaded, ...record?.times, ...(end && { [names.at(-1) ?? '']: end }) };
  const steps = spaced(names.map((name) => [name, times[name]] as const));
  const state = isDone ? 'done' : failed.length ? 'failed event' : uploaded ? 'waiting' : 'absent';
  const error = failed.at(-1)?.reason;
  print({ bucket: way.bucket, key, state, steps, ...(error && { error: inEnglish(error) }) });
  if (state === 'absent') throw absent(cloud, key, way.bucket);
  draw(say, [STEP_HEADS, ...steps.map((step) => stepRow(way.steps[step.step] ?? step.step, step))]);
  say();
  const told = isDone
    ? [record.result]
    : state === 'waiting'
      ? waiting(cloud, record?.unfinished)
      : stuck(cloud, error);
  for (const text of told) say(text);
}

/** As typed, or as another program writes the same letters. */
async function findAs(cloud: Owned, typed: string, way: WayOf) {
  for (const key of spellings(typed)) {
    const head = await headObject(cloud, way.bucket, key);
    const record = await way.find(cloud, key, head);
    if (head || record) return { key, head, record };
  }
  return { key: typed, head: undefined, record: undefined };
}

async function linesAbout(cloud: Owned, key: string, way: WayOf, from: number, signal: AbortSignal) {
  const lines: LogLine[] = [];
  for await (const event of logEvents(cloud, way.deadLetters.log, { from, signal })) {
    const line = readLine(event);
    if (line?.files.some((file) => file.bucket === way.bucket && file.key === key)) lines.push(line);
  }
  return lines.sort((one, other) => +one.at - +other.at);
}

async function failedEventsOf(cloud: Owned, key: string, { bucket, deadLetters }: WayOf, signal: AbortSignal) {
  const { url } = await depthOf(cloud, deadLetters.from);
  const { letters } = await readDeadLetters(cloud, url, MOST, signal);
  const explained: Explained[] = await explain(cloud, deadLetters, letters, signal);
  return explained.filter(({ files }) => files.some((file) => file.bucket === bucket && file.key === key));
}

function absent(cloud: Owned, key: string, bucket: string): Problem {
  const what = {
    en: `${bucket} holds no file ${printable(key)}, and nothing was recorded of it.`,
    pt: `${bucket} não tem o arquivo ${printable(key)}, e nada foi registrado sobre ele.`,
  };
  const records = nextCommand(cloud, 'records');
  const next = {
    en: `Every letter of a name counts. ${records} shows those that were recorded.`,
    pt: `Cada letra do nome conta. ${records} mostra os que foram registrados.`,
  };
  return new Problem(what, { next });
}

const NOTHING_SAYS_IT: Text = { en: 'nothing says it', pt: 'nada informa' };

const stuck = (cloud: Owned, error: Wording | undefined): Text[] => {
  const why = inBoth(error ?? NOTHING_SAYS_IT);
  return [
    {
      en: 'Stuck: its event failed three times, and waits in the failure queue.',
      pt: 'Parado: o evento falhou três vezes e espera na fila de falhas.',
    },
    { en: `Why: ${printable(why.en, 300)}`, pt: `Motivo: ${printable(why.pt, 300)}` },
    {
      en: `When the cause is repaired:  ${nextCommand(cloud, 'redrive')}`,
      pt: `Quando a causa estiver consertada:  ${nextCommand(cloud, 'redrive')}`,
    },
  ];
};

const NOTHING_YET: Text = { en: 'Nothing was recorded yet.', pt: 'Nada foi registrado ainda.' };

const waiting = (cloud: Owned, so = NOTHING_YET): Text[] => [
  {
    en: `${so.en} Lambda may still be trying: three times in about three minutes, and for up to six hours while it is throttled.`,
    pt: `${so.pt} A Lambda talvez ainda esteja tentando: três vezes em cerca de três minutos, e por até seis horas enquanto a limitam.`,
  },
  {
    en: `Errors of the function:  ${nextCommand(cloud, 'logs', '--errors')}`,
    pt: `Erros da função:  ${nextCommand(cloud, 'logs', '--errors')}`,
  },
  {
    en: 'If there is none, the event was lost (AWS may lose those of the first minutes of a new bucket): upload the file again.',
    pt: 'Se não há nenhum, o evento se perdeu (a AWS pode perder os dos primeiros minutos de um bucket novo): envie o arquivo de novo.',
  },
];
