// What CloudWatch calls need: alarms and dashboards have ARNs; looking at composite alarms asks for all of them
// (CloudWatch API reference, DescribeAlarms), and saved queries have no resource (service authorization reference).
// Notice PutCompositeAlarm: its right must be for `*`, a narrower one is refused (CloudWatch API reference,
// PutCompositeAlarm). The service authorization reference lists alarms for it all the same.

import { list, text } from './call.ts';
import { type Needing, need, needs, type World } from './need.ts';

const alarmArn = (name: string, world: World) => world.arn('cloudwatch', `alarm:${name}`);

const onAlarm =
  (...operations: string[]): Needing =>
  (input, world) =>
    needs(
      operations.map((operation) => `cloudwatch:${operation}`),
      alarmArn(text(input, 'AlarmName'), world),
    );

/** A dashboard's ARN has no region. */
const dashboardArn = (name: string, world: World) => world.globalArn('cloudwatch', `dashboard/${name}`);

export const CLOUDWATCH_NEEDS: Readonly<Record<string, Needing>> = {
  DescribeAlarms: () => [need('cloudwatch:DescribeAlarms')],
  PutMetricAlarm: onAlarm('PutMetricAlarm', 'TagResource'),
  PutCompositeAlarm: (input, world) => [
    need('cloudwatch:PutCompositeAlarm'),
    need('cloudwatch:TagResource', alarmArn(text(input, 'AlarmName'), world)),
  ],
  DeleteAlarms: (input, world) =>
    list(input, 'AlarmNames').map((name) => need('cloudwatch:DeleteAlarms', alarmArn(name, world))),
  ListTagsForResource: (input) => [need('cloudwatch:ListTagsForResource', text(input, 'ResourceARN'))],
  GetDashboard: (input, world) => [need('cloudwatch:GetDashboard', dashboardArn(text(input, 'DashboardName'), world))],
  PutDashboard: (input, world) =>
    needs(['cloudwatch:PutDashboard', 'cloudwatch:TagResource'], dashboardArn(text(input, 'DashboardName'), world)),
  DeleteDashboards: (input, world) =>
    list(input, 'DashboardNames').map((name) => need('cloudwatch:DeleteDashboards', dashboardArn(name, world))),
};

export const SAVED_QUERY_NEEDS: Readonly<Record<string, Needing>> = {
  DescribeQueryDefinitions: () => [need('logs:DescribeQueryDefinitions')],
  PutQueryDefinition: () => [need('logs:PutQueryDefinition')],
  DeleteQueryDefinition: () => [need('logs:DeleteQueryDefinition')],
};
