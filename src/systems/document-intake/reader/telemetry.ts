// The reader's log: one line a document, and five metrics.

import type { ObjectEvent } from '../../../runtime/s3-event.ts';
import { FunctionTelemetry } from '../../../runtime/telemetry.ts';
import type { Result } from '../intake/result.ts';
import { summaryOf } from '../summary.ts';

export class Telemetry extends FunctionTelemetry {
  /** One line a document. @param tagged false where its tag could not be written */
  judged({ bucket, key, versionId, at }: ObjectEvent, result: Result, tagged: boolean) {
    const { status, kind } = result;
    this.secondsSince('EventToResultSeconds', at);
    this.count(status === 'accepted' ? 'Accepted' : 'Rejected');
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
    if (status === 'rejected') this.logger.warn('rejected', line);
    else this.logger.info('accepted', line);
  }

  /** @param how "repeated", "overtaken" or "ignored" */
  passedOver(how: string, { bucket, key, versionId, name, sequencer }: ObjectEvent) {
    this.count('PassedOver');
    this.logger.info(how, { bucket, key, versionId, event: name, sequencer });
  }
}
