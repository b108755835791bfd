/**
 * What the function says while it works: JSON log lines for people who search, and numbers for dashboards.
 *
 * Notice that a metric is only a log line in a certain format (CloudWatch embedded metrics): no call, no cost in time,
 * and it needs no route out of a private network.
 */
import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { Context } from 'aws-lambda';
import type { Judgement } from './ledger.ts';
import type { Upload } from './message.ts';

export class Telemetry {
  readonly #logger: Logger;
  readonly #metrics: Metrics;

  constructor(logger = new Logger(), metrics = new Metrics()) {
    this.#logger = logger;
    this.#metrics = metrics;
  }

  begin(context: Context) {
    this.#logger.addContext(context);
    this.#metrics.captureColdStartMetric();
  }

  /** One line an upload, whatever became of it. */
  judged(upload: Upload, { verdict, owed }: Judgement) {
    const { bucket, key, sequencer } = upload;
    if (verdict === 'duplicate' || verdict === 'stale') {
      this.#count(verdict === 'duplicate' ? 'Duplicates' : 'Stale');
      this.#logger.info(verdict, { bucket, key, sequencer, announceAgain: owed !== undefined });
      return;
    }
    const record = owed?.record;
    if (record?.status === 'counted') {
      this.#count('FilesCounted');
      this.#count('LinesCounted', record.lines);
      this.#metrics.addMetric('BytesRead', MetricUnit.Bytes, record.bytes);
      const lag = Date.parse(record.countedAt) - Date.parse(record.uploadedAt);
      this.#metrics.addMetric('LagMilliseconds', MetricUnit.Milliseconds, Math.max(0, lag));
      this.#logger.info(verdict, { record });
    } else {
      this.#count('FilesFailed');
      this.#logger.error('failed for good', { record });
    }
  }

  ignored(what: string) {
    this.#logger.info('ignored', { what });
  }

  unreadable(messageId: string, detail: string, body: string) {
    this.#count('MessagesUnreadable');
    this.#logger.error('failed for good', { messageId, detail, body: body.slice(0, 2_000) });
  }

  comesBack(messageId: string, error: unknown) {
    this.#count('MessagesReturned');
    this.#logger.warn('comes back', { messageId, error: asError(error) });
  }

  announced(files: number) {
    this.#logger.info('announced', { files });
  }

  trouble(what: string, error: unknown) {
    this.#logger.error(what, { error: asError(error) });
  }

  end() {
    if (this.#metrics.hasStoredMetrics()) this.#metrics.publishStoredMetrics(); // it warns when there is nothing
  }

  #count(name: string, value = 1) {
    this.#metrics.addMetric(name, MetricUnit.Count, value);
  }
}

function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}
