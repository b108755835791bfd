// The alarms of a system now, each at the box that it watches.

import { type MetricAlarm, paginateDescribeAlarms } from '@aws-sdk/client-cloudwatch';
import type { Owned } from '../../aws/clients.ts';
import type { FlowAlarm } from '../../page/contract.ts';
import type { Box, Drawing } from '../../patterns/flow/flow.ts';

/** By the id of the box. What no box is the subject of (a sum, a function's own numbers) is at the box of all alarms. */
export async function alarmsByBox(
  { cloudwatch: client }: Owned,
  { stack, nodes, alarms }: Drawing,
): Promise<ReadonlyMap<string, FlowAlarm[]>> {
  const found = new Map<string, FlowAlarm[]>();
  if (!alarms.length) return found;
  const ours = new Set(alarms); // a neighbour's alarm may begin with the name of our stack
  for await (const { MetricAlarms = [] } of paginateDescribeAlarms({ client }, { AlarmNamePrefix: `${stack}-` }))
    for (const alarm of MetricAlarms) {
      const { AlarmName = '', StateValue = 'INSUFFICIENT_DATA', AlarmDescription = '' } = alarm;
      if (!ours.has(AlarmName)) continue;
      const id = watched(nodes, alarm)?.id ?? nodes.find(({ kind }) => kind === 'alarms')?.id ?? '';
      const told = { name: AlarmName.slice(stack.length + 1), state: StateValue, says: AlarmDescription };
      found.set(id, [...(found.get(id) ?? []), told]);
    }
  return found;
}

/** The box whose name is a dimension of the alarm's metric. A node of a cache is named after it: "NAME-001". */
function watched(nodes: readonly Box[], { Dimensions = [], Metrics = [] }: MetricAlarm): Box | undefined {
  const dimensions = [...Dimensions, ...Metrics.flatMap(({ MetricStat }) => MetricStat?.Metric?.Dimensions ?? [])];
  for (const { Name, Value } of dimensions) {
    const name = Name === 'CacheClusterId' ? Value?.replace(/-\d+$/, '') : Value;
    const box = nodes.find((node) => node.kind !== 'alarms' && node.name === name);
    if (box) return box;
  }
  return undefined;
}
