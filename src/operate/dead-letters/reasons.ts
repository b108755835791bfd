// Why a message became a dead letter: its files, and what the worker wrote each time the message came back.
// Notice: the lines of a run that Lambda ended (out of time, out of memory) name no message. Then we only know that
// such runs were ended while this message was tried.

import type { Owned } from '../../aws/clients.ts';
import type { Wording } from '../../engine/text.ts';
import { endedByLambda, readLine } from '../logs/line.ts';
import type { FileName, LogLine } from '../logs/log-line.ts';
import { logEvents } from '../logs/read.ts';
import type { DeadLetter } from './read-dead-letters.ts';
import type { DeadLetterSource } from './source.ts';
import { NOT_AN_EVENT } from './words.ts';

export interface Explained extends DeadLetter {
  /** As the event names them, decoded; none when nobody can read the message. */
  readonly files: readonly FileName[];
  /** How many times the worker wrote that the message comes back. */
  readonly cameBack: number;
  /** "TimeoutError: the cache did not answer", "not an S3 event: …"; undefined when neither text nor log says it. */
  readonly reason?: Wording;
}

/** Lines that say why: the worker's own, and Lambda's about runs that failed, as JSON and as plain text. */
const TELLING = [
  { phrase: 'comes back' },
  { pattern: '{ ($.type = "platform.report") && ($.record.status != "success") }' },
  ...['Status: timeout', 'Status: error', 'Task timed out', 'Process exited', 'Runtime exited'].map((phrase) => ({
    phrase,
  })),
];

/** Milliseconds by which the clocks of SQS and Lambda may differ. */
const SLACK = 5_000;

/** Reads the function's log from the time of the oldest message on. */
export async function explain(
  cloud: Owned,
  { log, read }: Pick<DeadLetterSource, 'log' | 'read'>,
  letters: readonly DeadLetter[],
  signal: AbortSignal,
): Promise<Explained[]> {
  const oldest = Math.min(...letters.map(({ sentAt }) => +sentAt));
  const lines = letters.length ? await tellingLines(cloud, log, oldest - SLACK, signal) : [];
  return letters.map((letter) => {
    const { files, flaw, reason } = read(letter.body);
    return { ...letter, files, ...why(letter, flaw, lines), ...(reason && { reason }) };
  });
}

async function tellingLines(cloud: Owned, log: string, from: number, signal: AbortSignal): Promise<LogLine[]> {
  const lines = new Map<string, LogLine>();
  for (const telling of TELLING)
    for await (const event of logEvents(cloud, log, { from, ...telling, signal })) {
      const line = readLine(event);
      if (line) lines.set(line.id, line);
    }
  return [...lines.values()].sort((one, other) => +one.at - +other.at);
}

function why(
  { messageId, sentAt }: DeadLetter,
  flaw: string | undefined,
  lines: readonly LogLine[],
): Pick<Explained, 'cameBack' | 'reason'> {
  const told = lines.filter((line) => line.message === 'comes back' && line.messageId === messageId);
  if (flaw)
    return { cameBack: told.length, reason: { en: `${NOT_AN_EVENT.en}: ${flaw}`, pt: `${NOT_AN_EVENT.pt}: ${flaw}` } };
  const last = told.findLast(({ error }) => error);
  if (last?.error) return { cameBack: told.length, reason: last.error };
  const ended = lines.filter((line) => endedByLambda(line) && +line.at >= +sentAt - SLACK);
  const [{ message: how } = { message: '' }] = ended.slice(-1);
  const reason = {
    en: `${ended.length === 1 ? 'a run was' : `${ended.length} runs were`} ended meanwhile, the last by: ${how}`,
    pt: `${ended.length === 1 ? 'uma execução foi encerrada' : `${ended.length} execuções foram encerradas`} nesse tempo, a última por: ${how}`,
  };
  return { cameBack: told.length, ...(ended.length && { reason }) };
}
