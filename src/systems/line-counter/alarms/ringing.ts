// Which alarms of the stack ring now.
// Notice: whole names only; a neighbour's alarm may begin like ours.

import { paginateDescribeAlarms } from '@aws-sdk/client-cloudwatch';
import type { Owned } from '../../../aws/clients.ts';
import { alarmName, type Row } from '../../../patterns/alarms/row.ts';
import type { PartNames } from '../names.ts';
import { allRows } from './table.ts';

/** Their rows, in the order of a file's way. */
export async function ringing({ cloudwatch: client }: Owned, is: PartNames): Promise<Row[]> {
  const question = { AlarmNamePrefix: `${is.stack}-`, StateValue: 'ALARM' as const };
  const names = new Set<string | undefined>();
  for await (const { MetricAlarms = [] } of paginateDescribeAlarms({ client }, question))
    for (const { AlarmName } of MetricAlarms) names.add(AlarmName);
  return allRows(is).filter((row) => names.has(alarmName(is, row)));
}
