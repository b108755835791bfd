// The worker's log: what becomes of each upload and each mail, and ten metrics.

import type { SQSRecord } from 'aws-lambda';
import { FunctionTelemetry } from '../../../runtime/telemetry.ts';
import type { Judgement } from './ledger.ts';
import type { Upload } from './message.ts';

/** A mail that SNS took: its MessageId, number of results, longest wait in seconds, and `bucket/key` of its files. */
export interface Mailed {
  mail: string;
  count: number;
  waitSeconds: number;
  names: string[];
}

type Message = Pick<SQSRecord, 'messageId' | 'body'> & { attributes?: Partial<SQSRecord['attributes']> };

/** CloudWatch takes 1 MB in a line (Logs quotas), and a key has up to 1,024 bytes. People need fewer names. */
const NAMES_IN_A_LINE = 100;

export class Telemetry extends FunctionTelemetry {
  /** One line for each upload, with any verdict. `receivedAt` is the start of its invocation. */
  judged(upload: Upload, { verdict, record, owed }: Judgement, message: Message, receivedAt: string) {
    const { bucket, key, sequencer } = upload;
    const { messageId } = message;
    if (!record) {
      this.count('Repeats');
      this.logger.info(verdict, { bucket, key, sequencer, messageId, announceAgain: owed === true });
      return;
    }
    const line = { record, messageId, sentAt: sentAt(message), receivedAt };
    this.secondsSince('UploadToRecordSeconds', record.uploadedAt);
    if (record.status === 'counted') {
      this.count('FilesCounted');
      this.count('LinesCounted', record.lines);
      this.bytes('BytesRead', record.bytes);
      this.logger.info(verdict, line);
    } else {
      this.count('PermanentFailures');
      this.logger.error('failed for good', line);
    }
  }

  ignored(what: string) {
    this.logger.info('ignored', { what });
  }

  unreadable({ messageId, body }: Message, detail: string) {
    this.count('PermanentFailures');
    this.logger.error('failed for good', { messageId, detail, body: body.slice(0, 2_000) });
  }

  /** A message returns to the queue. Another line says why. */
  returned() {
    this.count('MessagesReturned');
  }

  comesBack(messageId: string, files: { bucket: string; key: string }[], error: unknown) {
    this.returned();
    this.logger.warn('comes back', { messageId, files, error: asError(error) });
  }

  announced({ mail, count, waitSeconds, names }: Mailed) {
    this.count('ResultsMailed', count);
    this.seconds('MailWaitSeconds', waitSeconds);
    for (let from = 0; from === 0 || from < names.length; from += NAMES_IN_A_LINE)
      this.logger.info('announced', { mail, count, waitSeconds, names: names.slice(from, from + NAMES_IN_A_LINE) });
  }

  trouble(what: string, error: unknown) {
    this.logger.error(what, { error: asError(error) });
  }
}

/** When SQS took the message, ISO 8601 in UTC. `undefined` when it is not given. */
function sentAt({ attributes }: Message): string | undefined {
  const sent = Number(attributes?.SentTimestamp);
  return Number.isFinite(sent) ? new Date(sent).toISOString() : undefined;
}

function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}
