// What ECS may do to start Grafana, and what Grafana may do.

import { allow, type Policy, policy } from '../../../aws/policy.ts';
import { anywhere, writeLogs } from '../../../patterns/function-rights.ts';
import type { PartNames } from '../names.ts';

/** @param secrets ARNs of SSM parameters @param logs ARN of the log group */
export const startRights = ({ secrets, logs }: { secrets: readonly string[]; logs: string }): Policy =>
  policy(allow('ReadSecrets', ['ssm:GetParameters'], secrets), writeLogs(logs));

/** Reading numbers has no narrower resource (Grafana documentation, "CloudWatch: IAM policies"). */
export const taskRights: Policy = policy(
  allow(
    'ReadMetrics',
    [
      ...['cloudwatch:DescribeAlarmsForMetric', 'cloudwatch:DescribeAlarmHistory', 'cloudwatch:DescribeAlarms'],
      ...['cloudwatch:GetMetricData', 'cloudwatch:GetMetricStatistics', 'cloudwatch:ListMetrics'],
      'ec2:DescribeRegions',
    ],
    ['*'],
  ),
);

/** Both, with account and region left open. */
export const grafanaCeiling = ({ grafanaSecrets, grafanaLog }: PartNames) => [
  ...startRights({
    secrets: [anywhere('ssm', `parameter${grafanaSecrets}/*`)],
    logs: anywhere('logs', `log-group:${grafanaLog}`),
  }).Statement.map((one) => ({ ...one, Sid: `Grafana${one.Sid}` })),
  ...taskRights.Statement,
];
