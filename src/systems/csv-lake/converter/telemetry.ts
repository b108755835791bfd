// The converter's log: one line a file, and its metrics.

import type { ObjectEvent } from '../../../runtime/s3-event.ts';
import { FunctionTelemetry } from '../../../runtime/telemetry.ts';
import type { NewRecord } from './items.ts';
import type { Outcome } from './postgres/lake.ts';

export class Telemetry extends FunctionTelemetry {
  /** @param items rows that are items of DynamoDB; fewer than rows where the file has more than are kept there */
  loaded(event: ObjectEvent, outcome: Outcome, record: NewRecord, items: number) {
    if (outcome !== 'replaced') return this.late(event, outcome);
    const { status, dataset, rows, ragged, bytes, columns, encoding } = record;
    this.count('Loaded');
    this.count('Rows', rows);
    this.bytes('BytesRead', bytes);
    this.secondsSince('EventToRowsSeconds', event.at);
    const told = { ...this.of(event), status, dataset, rows, ragged, bytes, encoding };
    this.logger.info('loaded', { ...told, columns: columns.length, items });
  }

  refused(event: ObjectEvent, outcome: Outcome, { status, reason, dataset, bytes }: NewRecord) {
    if (outcome !== 'replaced') return this.late(event, outcome);
    this.count('Refused');
    this.logger.warn('refused', { ...this.of(event), status, reason, dataset, bytes });
  }

  /** A key that is none of ours: outputs and other files call nobody, or are not CSV. */
  ignored(event: ObjectEvent) {
    this.logger.info('ignored', { ...this.of(event), event: event.name });
  }

  private late(event: ObjectEvent, outcome: Outcome) {
    this.count(outcome === 'repeated' ? 'Repeats' : 'OlderEvents');
    this.logger.info(outcome, this.of(event));
  }

  private of = ({ bucket, key, versionId }: ObjectEvent) => ({ bucket, key, versionId });
}
