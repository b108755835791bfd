// The scalable targets of an owner, and the alarms that AWS made for their policies. Policies are deleted with their target.
// Notice: such an alarm has no tags. It is known by its name, which has the names of the cluster and of the service.

import { DescribeScalableTargetsCommand } from '@aws-sdk/client-application-auto-scaling';
import { paginateDescribeAlarms } from '@aws-sdk/client-cloudwatch';
import type { Service } from '../../aws/listing.ts';
import { may } from '../../aws/rights.ts';
import { isOurs } from '../../aws/tags.ts';
import { findTarget } from './find-target.ts';

export const SCALING: Service = {
  name: 'Application Auto Scaling',
  kinds: ['Scalable target', 'Scaling policy'],
  looksAt: [
    { en: 'scalable targets', pt: 'alvos escaláveis' },
    { en: 'alarms of target tracking', pt: 'alarmes de rastreamento de destino' },
  ],
  ask: ({ autoscaling }) => autoscaling.send(new DescribeScalableTargetsCommand({ ServiceNamespace: 'ecs' })),
  async *list(cloud, nameOf) {
    const client = cloud.cloudwatch;
    for (const resource of nameOf('Scalable target')) {
      const target = await findTarget(cloud, resource);
      if (target && isOurs(cloud.tags, target.tags)) yield { service: 'Scalable target', name: resource };
      const AlarmNamePrefix = `TargetTracking-${resource}-Alarm`;
      for await (const { MetricAlarms = [] } of paginateDescribeAlarms({ client }, { AlarmNamePrefix }))
        for (const { AlarmName = '' } of MetricAlarms)
          yield {
            service: 'Alarm',
            name: AlarmName,
            why: {
              en: 'made by AWS for a scaling policy, and deleted by AWS with it',
              pt: 'criado pela AWS para uma política de escalonamento, e apagado pela AWS com ela',
            },
          };
    }
  },
  rights: ({ arn }) => [
    may('application-autoscaling', 'DescribeScalableTargets', '*'),
    may('application-autoscaling', 'ListTagsForResource', arn('application-autoscaling', 'scalable-target/*')),
    may('cloudwatch', 'DescribeAlarms', '*'),
  ],
};
