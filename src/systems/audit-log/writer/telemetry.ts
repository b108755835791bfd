// The writer's log: one line an event, and six metrics.

import type { ObjectEvent } from '../../../runtime/s3-event.ts';
import { FunctionTelemetry } from '../../../runtime/telemetry.ts';
import type { Item } from '../item.ts';

export class Telemetry extends FunctionTelemetry {
  /** One line an event. @param isNew false for an item that was there already */
  written({ bucket, key, name, at }: ObjectEvent, item: Item, isNew: boolean) {
    const { event, versionId, status, reason, lines, bytes, format } = item;
    const line = { bucket, key, event: name, item: event, versionId };
    if (!isNew) {
      this.count('Repeats');
      return this.logger.info('repeated', line);
    }
    this.secondsSince('EventToItemSeconds', at);
    if (bytes) this.bytes('BytesRead', bytes);
    this.count(status === 'failure' ? 'Failures' : 'Successes');
    const told = { ...line, status, reason, format, lines, bytes };
    if (status === 'failure') this.logger.warn('failed', told);
    else this.logger.info('recorded', told);
  }
}
