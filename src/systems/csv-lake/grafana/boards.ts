// The two boards that Grafana starts with: of the data, and of the system with its load balancer.

import { grafanaBoard } from '../../../patterns/alarms/grafana.ts';
import type { LoadBalancer } from '../../../resources/elbv2/find-load-balancer.ts';
import type { TargetGroup } from '../../../resources/elbv2/find-target-group.ts';
import { stackName } from '../../../settings/settings.ts';
import { balancerGraphs, graphs } from '../alarms/graphs.ts';
import { lakeRows } from '../alarms/rows.ts';
import { balancerSignals, signals } from '../alarms/signals.ts';
import { partNames, STACK } from '../names.ts';
import type { CsvLakeSettings } from '../settings.ts';
import { dataBoard } from './data-board.ts';

/** Ids of the boards in Grafana, which are the last word of their addresses. */
export const boardIds = (settings: CsvLakeSettings) => {
  const stack = stackName(settings, STACK);
  return { data: `${stack}-data`, system: `${stack}-system` };
};

type Balanced = { loadBalancer: Pick<LoadBalancer, 'dimension'>; targetGroup: Pick<TargetGroup, 'dimension'> };

export function boardsOf(settings: CsvLakeSettings, { loadBalancer, targetGroup }: Balanced) {
  const { PROJECT, AWS_REGION, NOTIFY_LANGUAGE: language } = settings;
  const names = partNames(stackName(settings, STACK), '');
  const ids = boardIds(settings);
  const tags = [PROJECT, STACK];
  return {
    data: dataBoard({ uid: ids.data, tags, language }),
    system: grafanaBoard({
      ...{ uid: ids.system, tags, language, region: AWS_REGION, account: false },
      title: { en: 'CSV lake: the system', pt: 'Lago de CSV: o sistema' }[language],
      rows: lakeRows(names, settings),
      graphs: [...graphs(signals(names)), ...balancerGraphs(balancerSignals(loadBalancer, targetGroup))],
    }),
  };
}
