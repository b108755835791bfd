// What the stand-in for Application Auto Scaling asks MiniStack: whether an ECS service exists, and to put and delete alarms.

import { CloudWatchClient, DeleteAlarmsCommand, PutMetricAlarmCommand } from '@aws-sdk/client-cloudwatch';
import { DescribeServicesCommand, ECSClient } from '@aws-sdk/client-ecs';

export interface Where {
  readonly endpoint: string;
  /** 12 digits */
  readonly account: string;
  readonly region: string;
}

/** The two alarms of a policy: the service has too much to do, or too little. */
export interface AlarmPair {
  /** Of the high one, then of the low one. */
  readonly names: readonly string[];
  readonly cluster: string;
  readonly service: string;
  /** "CPUUtilization" */
  readonly metric: string;
  /** Percent. */
  readonly target: number;
  readonly policyArn: string;
}

const clientOf = ({ endpoint, account, region }: Where) => ({
  ...{ endpoint, region, credentials: { accessKeyId: account, secretAccessKey: 'test' } },
});

export async function serviceExists(where: Where, cluster: string, service: string): Promise<boolean> {
  const client = new ECSClient(clientOf(where));
  try {
    const { services = [] } = await client.send(new DescribeServicesCommand({ cluster, services: [service] }));
    return services.some(({ status }) => status === 'ACTIVE');
  } catch (error) {
    if ((error as Error).name === 'ClusterNotFoundException') return false;
    throw error;
  } finally {
    client.destroy();
  }
}

/** Above the target for 3 minutes: more tasks. Below nine tenths of it for 15 minutes: fewer. */
export function putAlarms(where: Where, { names, cluster, service, metric, target, policyArn }: AlarmPair) {
  const common = {
    ...{ Namespace: 'AWS/ECS', MetricName: metric, Statistic: 'Average' as const, Period: 60, ActionsEnabled: true },
    Dimensions: [
      { Name: 'ClusterName', Value: cluster },
      { Name: 'ServiceName', Value: service },
    ],
    AlarmActions: [policyArn],
    AlarmDescription: `DO NOT EDIT OR DELETE. For TargetTrackingScaling policy ${policyArn}.`,
  };
  const high = { ComparisonOperator: 'GreaterThanThreshold' as const, Threshold: target, EvaluationPeriods: 3 };
  const low = { ComparisonOperator: 'LessThanThreshold' as const, Threshold: target * 0.9, EvaluationPeriods: 15 };
  return withCloudWatch(where, async (client) => {
    await client.send(new PutMetricAlarmCommand({ AlarmName: names[0], ...common, ...high }));
    await client.send(new PutMetricAlarmCommand({ AlarmName: names[1], ...common, ...low }));
  });
}

export const deleteAlarms = (where: Where, names: readonly string[]) =>
  withCloudWatch(where, async (client) => {
    for (const name of names) await client.send(new DeleteAlarmsCommand({ AlarmNames: [name] }));
  });

async function withCloudWatch(where: Where, work: (client: CloudWatchClient) => Promise<void>): Promise<void> {
  const client = new CloudWatchClient(clientOf(where));
  try {
    await work(client);
  } finally {
    client.destroy();
  }
}
