// The rights of scaling an ECS service. Application Auto Scaling chooses the ids of targets, so writes are limited by tags.

import type { Owned } from '../../aws/clients.ts';
import { equals, may, tagged } from '../../aws/rights.ts';
import { resourceIdOf, type ScaledService } from './find-target.ts';

export function scalingRights({ arn, partition, account, tags }: Owned, scaledService: ScaledService) {
  const resource = resourceIdOf(scaledService);
  const any = arn('application-autoscaling', 'scalable-target/*');
  return {
    look: may('application-autoscaling', 'DescribeScalableTargets DescribeScalingPolicies', '*'),
    readTags: may('application-autoscaling', 'ListTagsForResource', any),
    make: may('application-autoscaling', 'RegisterScalableTarget TagResource', any, {
      when: tagged('RequestTag', tags),
    }),
    ours: (actions: string) => may('application-autoscaling', actions, any, { when: tagged('ResourceTag', tags) }),
    /** Application Auto Scaling looks at the service, and at the alarms, with the rights of whoever calls it (ECS developer
     *  guide, "IAM permissions required for Amazon ECS service auto scaling"). */
    behind: [
      may('ecs', 'DescribeServices UpdateService', arn('ecs', resource)),
      may('cloudwatch', 'DescribeAlarms', '*'),
      may('cloudwatch', 'DeleteAlarms PutMetricAlarm', arn('cloudwatch', `alarm:TargetTracking-${resource}-*`)),
    ],
    /** The first target of an account makes its own role (user guide, "Service-linked roles for Application Auto Scaling"). */
    firstUse: may(
      'iam',
      'CreateServiceLinkedRole',
      `arn:${partition}:iam::${account}:role/aws-service-role/ecs.application-autoscaling.amazonaws.com/*`,
      { when: equals({ 'iam:AWSServiceName': 'ecs.application-autoscaling.amazonaws.com' }) },
    ),
  };
}
