/**
 * What the function says while it works: JSON log lines for people who search, and numbers for dashboards.
 *
 * Notice that a metric is only a log line in a certain format (CloudWatch embedded metrics): no call and no cost in time.
 * CloudWatch asks money for each name; there are five.
 */
import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { Context } from 'aws-lambda';
import type { ObjectEvent } from '../../../runtime/s3-event.ts';
import type { Result } from '../intake/result.ts';
import { summaryOf } from '../summary.ts';

export class Telemetry {
  readonly #logger = new Logger();
  readonly #metrics = new Metrics();

  begin(context: Context) {
    this.#logger.addContext(context);
  }

  /** One line a document. @param tagged false where its tag could not be written */
  judged({ bucket, key, versionId, at }: ObjectEvent, result: Result, tagged: boolean) {
    const { status, kind } = result;
    const waited = Math.max(0, Date.now() - Date.parse(at)) / 1000;
    this.#metrics.addMetric('EventToResultSeconds', MetricUnit.Seconds, waited);
    this.#count(status === 'accepted' ? 'Accepted' : 'Rejected');
    const reason = result.status === 'rejected' ? result.reason : undefined;
    const line = {
      bucket,
      key,
      versionId,
      status,
      kind,
      reason,
      tagged,
      summary: summaryOf(result, 'en').slice(0, 500),
    };
    if (status === 'rejected') this.#logger.warn('rejected', line);
    else this.#logger.info('accepted', line);
  }

  /** @param how "repeated", "overtaken" or "ignored" */
  passedOver(how: string, { bucket, key, versionId, name, sequencer }: ObjectEvent) {
    this.#count('PassedOver');
    this.#logger.info(how, { bucket, key, versionId, event: name, sequencer });
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
