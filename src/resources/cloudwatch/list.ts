// The alarms and dashboards of an owner. Dashboards are found by their whole name, because older endpoints give them no
// tags.

import {
  DescribeAlarmsCommand,
  GetDashboardCommand,
  ListTagsForResourceCommand,
  paginateDescribeAlarms,
} from '@aws-sdk/client-cloudwatch';
import { isOwned, ownerName, type Service } from '../../aws/listing.ts';
import { may } from '../../aws/rights.ts';
import { absentWhen } from '../../engine/wait.ts';
import { DASHBOARD_ABSENT } from './dashboard.ts';

const EVERY_TYPE = { AlarmTypes: ['MetricAlarm' as const, 'CompositeAlarm' as const] };

export const CLOUDWATCH: Service = {
  name: 'CloudWatch',
  kinds: ['Alarm', 'Composite alarm', 'Dashboard'],
  looksAt: [
    { en: 'alarms', pt: 'alarmes' },
    { en: 'dashboards', pt: 'painéis' },
  ],
  ask: ({ cloudwatch }) => cloudwatch.send(new DescribeAlarmsCommand({ MaxRecords: 1 })),
  async *list(cloud, nameOf) {
    const { cloudwatch: client } = cloud;
    const tagsOf = async (ResourceARN?: string) =>
      (await client.send(new ListTagsForResourceCommand({ ResourceARN }))).Tags;
    const all = paginateDescribeAlarms({ client }, { AlarmNamePrefix: ownerName(cloud), ...EVERY_TYPE });
    for await (const { MetricAlarms = [], CompositeAlarms = [] } of all)
      for (const { AlarmName: name = '', AlarmArn } of [...MetricAlarms, ...CompositeAlarms])
        if (await isOwned(cloud, name, () => tagsOf(AlarmArn))) yield { service: 'Alarm', name };
    for (const name of nameOf('Dashboard')) {
      const get = () => client.send(new GetDashboardCommand({ DashboardName: name }));
      if (await absentWhen(DASHBOARD_ABSENT, get)) yield { service: 'Dashboard', name };
    }
  },
  rights: () => [may('cloudwatch', 'DescribeAlarms', '*')],
};
