// Every number that shows the state of the lake. Alarms and boards use them. AWS makes those that begin with "AWS/", free of
// charge. The converter writes eight of its own, as embedded metrics in its log (converter/telemetry.ts).

import { metricsOf, type Point } from '../../../patterns/alarms/row.ts';
import { invokedSignals, ownMetrics } from '../../../patterns/bucket-to-function/signals.ts';
import { type PartNames, STACK } from '../names.ts';

/** The last critical points; the first ones are those of every function that a bucket calls. */
export const ROWS: Point = { number: 3, title: { en: 'Files and rows', pt: 'Arquivos e linhas' } };
export const DATABASE: Point = { number: 4, title: { en: 'Database', pt: 'Banco de dados' } };
export const GRAFANA: Point = { number: 5, title: { en: 'Grafana', pt: 'Grafana' } };

export type Signals = ReturnType<typeof signals>;

export function signals(names: PartNames) {
  const { stack, converter: functionName, failures } = names;
  const own = ownMetrics(stack, STACK);
  const service = metricsOf('AWS/ECS', { ClusterName: names.grafana, ServiceName: names.grafana });
  const database = metricsOf('AWS/RDS', { DBInstanceIdentifier: names.database });
  return {
    ...invokedSignals({ stack, functionName, failures }, STACK),
    loaded: own('Loaded', 'Sum'),
    refused: own('Refused', 'Sum'),
    repeats: own('Repeats', 'Sum'),
    older: own('OlderEvents', 'Sum'),
    rows: own('Rows', 'Sum'),
    bytes: own('BytesRead', 'Sum'),
    eventToRows: own('EventToRowsSeconds', 'p95'),
    memory: database('FreeableMemory', 'Minimum'),
    storage: database('FreeStorageSpace', 'Minimum'),
    processor: database('CPUUtilization', 'Average'),
    connections: database('DatabaseConnections', 'Maximum'),
    grafanaProcessor: service('CPUUtilization', 'Average'),
    grafanaMemory: service('MemoryUtilization', 'Maximum'),
  };
}

/** Of the load balancer. Its metrics carry an id that AWS gives, so they are known only once it exists. */
export function balancerSignals(loadBalancer: { dimension: string }, targetGroup: { dimension: string }) {
  const both = { LoadBalancer: loadBalancer.dimension, TargetGroup: targetGroup.dimension };
  const of = metricsOf('AWS/ApplicationELB', both);
  return {
    requests: of('RequestCount', 'Sum'),
    answerTime: of('TargetResponseTime', 'p95'),
    failures: of('HTTPCode_Target_5XX_Count', 'Sum'),
    healthy: of('HealthyHostCount', 'Minimum'),
    unhealthy: of('UnHealthyHostCount', 'Maximum'),
  };
}
