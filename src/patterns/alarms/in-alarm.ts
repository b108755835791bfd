// Which alarms of a system are in the state ALARM now.

import { paginateDescribeAlarms } from '@aws-sdk/client-cloudwatch';
import type { Owned } from '../../aws/clients.ts';
import { alarmName, type Row } from './row.ts';

/** Their rows. The whole name is compared, because a neighbour's alarm may begin with the name of our stack. */
export async function alarmsInAlarm(
  { cloudwatch: client }: Owned,
  stack: string,
  rows: readonly Row[],
): Promise<Row[]> {
  const question = { AlarmNamePrefix: `${stack}-`, StateValue: 'ALARM' as const };
  const names = new Set<string | undefined>();
  for await (const { MetricAlarms = [] } of paginateDescribeAlarms({ client }, question))
    for (const { AlarmName } of MetricAlarms) names.add(AlarmName);
  return rows.filter((row) => names.has(alarmName({ stack }, row)));
}
