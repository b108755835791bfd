// Which alarms of the stack ring now.
// Notice: whole names only; a neighbour's alarm may begin like ours.

import { paginateDescribeAlarms } from '@aws-sdk/client-cloudwatch';
import type { Owned } from './aws.ts';
import type { PartNames } from './stacks/line-counter.ts';
import { allRows } from './stacks/watch/table.ts';

/** In the order of a file's way, as the table of alarms names them: "dead-letters". */
export async function ringing({ cloudwatch: client }: Owned, is: PartNames): Promise<string[]> {
  const question = { AlarmNamePrefix: `${is.stack}-`, StateValue: 'ALARM' as const };
  const names = new Set<string | undefined>();
  for await (const { MetricAlarms = [] } of paginateDescribeAlarms({ client }, question))
    for (const { AlarmName } of MetricAlarms) names.add(AlarmName);
  return allRows(is)
    .map(({ name }) => name)
    .filter((name) => names.has(`${is.stack}-${name}`));
}
