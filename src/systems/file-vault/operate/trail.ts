// The audit trail in CloudWatch: every line once, oldest first. The same line may have arrived twice, so its id counts.

import { paginateFilterLogEvents } from '@aws-sdk/client-cloudwatch-logs';
import type { Owned } from '../../../aws/clients.ts';
import { absentWhen } from '../../../engine/wait.ts';
import type { AuditRecord } from '../app/audit/record.ts';
import type { Names } from '../names.ts';

/** A line as it was written, because its hash is of this text. */
export interface TrailLine {
  readonly text: string;
  readonly record: AuditRecord;
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** @param day YYYY-MM-DD in UTC */
export async function readTrail(cloud: Owned, { logs: logGroupName }: Pick<Names, 'logs'>, day?: string) {
  const from = day && Date.parse(`${day}T00:00:00Z`);
  const times = from ? { startTime: from, endTime: from + DAY_MS - 1 } : {};
  const lines = new Map<string, TrailLine>();
  await absentWhen(['ResourceNotFoundException'], async () => {
    for await (const { events = [] } of paginateFilterLogEvents({ client: cloud.logs }, { logGroupName, ...times }))
      for (const { message: text = '' } of events) {
        const record: AuditRecord = JSON.parse(text);
        lines.set(record.id, { text, record });
      }
  });
  return [...lines.values()].toSorted((a, b) => (a.record.time < b.record.time ? -1 : 1));
}
