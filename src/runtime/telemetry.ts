// The log of a function: JSON lines for people, and metrics. A metric is only a log line in a certain format (CloudWatch
// embedded metrics). So it needs no call, costs no time, and needs no route out of a private network. CloudWatch bills
// each name.

import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { Context } from 'aws-lambda';

/** What every function measures. A function adds its own lines and metrics. */
export class FunctionTelemetry {
  protected readonly logger: Logger;
  protected readonly metrics: Metrics;

  constructor(logger = new Logger(), metrics = new Metrics()) {
    this.logger = logger;
    this.metrics = metrics;
  }

  begin(context: Context) {
    this.logger.addContext(context);
  }

  /** @param timeLeft of the invocation, in milliseconds */
  end(timeLeft: number) {
    this.seconds('TimeLeftSeconds', timeLeft / 1000);
    this.metrics.publishStoredMetrics();
  }

  protected count(name: string, value = 1) {
    this.metrics.addMetric(name, MetricUnit.Count, value);
  }

  protected bytes(name: string, value: number) {
    this.metrics.addMetric(name, MetricUnit.Bytes, value);
  }

  /** Two clocks may differ by a moment: a value below zero counts as zero. */
  protected seconds(name: string, value: number) {
    this.metrics.addMetric(name, MetricUnit.Seconds, Math.max(0, value));
  }

  /** @param moment ISO 8601 */
  protected secondsSince(name: string, moment: string) {
    this.seconds(name, (Date.now() - Date.parse(moment)) / 1000);
  }
}
