/**
 * What the function says while it works: JSON log lines for people who search, and numbers for dashboards.
 *
 * Notice that a metric is only a log line in a certain format (CloudWatch embedded metrics): no call and no cost in time.
 * CloudWatch asks money for each name; there are six.
 */
import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { Context } from 'aws-lambda';
import type { ObjectEvent } from '../../../runtime/s3-event.ts';
import type { Item } from '../item.ts';

export class Telemetry {
  readonly #logger: Logger;
  readonly #metrics: Metrics;

  constructor(logger = new Logger(), metrics = new Metrics()) {
    this.#logger = logger;
    this.#metrics = metrics;
  }

  begin(context: Context) {
    this.#logger.addContext(context);
  }

  /** One line an event. @param isNew false for an item that was there already */
  written({ bucket, key, name, at }: ObjectEvent, item: Item, isNew: boolean) {
    const { event, versionId, status, reason, lines, bytes, format } = item;
    const line = { bucket, key, event: name, item: event, versionId };
    if (!isNew) {
      this.#count('Repeats');
      return this.#logger.info('repeated', line);
    }
    this.#metrics.addMetric('EventToItemSeconds', MetricUnit.Seconds, Math.max(0, Date.now() - Date.parse(at)) / 1000);
    if (bytes) this.#metrics.addMetric('BytesRead', MetricUnit.Bytes, bytes);
    this.#count(status === 'failure' ? 'Failures' : 'Successes');
    const told = { ...line, status, reason, format, lines, bytes };
    if (status === 'failure') this.#logger.warn('failed', told);
    else this.#logger.info('recorded', told);
  }

  /** @param timeLeft of the invocation, in milliseconds */
  end(timeLeft: number) {
    this.#metrics.addMetric('TimeLeftSeconds', MetricUnit.Seconds, Math.max(0, timeLeft) / 1000);
    this.#metrics.publishStoredMetrics();
  }

  #count(name: string) {
    this.#metrics.addMetric(name, MetricUnit.Count, 1);
  }
}
