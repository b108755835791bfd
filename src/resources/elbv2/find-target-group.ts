// A target group as ELB describes it, with its attributes and tags.

import {
  DescribeTargetGroupAttributesCommand,
  DescribeTargetGroupsCommand,
  type TargetGroup as Description,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Owned } from '../../aws/clients.ts';
import type { LiveTags } from '../../aws/tags.ts';
import { absentWhen } from '../../engine/wait.ts';
import { ELB_ABSENT, type ElbAttributes, readAttributes, tagsOf } from './elb.ts';

export interface TargetGroup {
  readonly name: string;
  readonly arn: string;
  /** "targetgroup/ada-dev-csv-lake/73e2d6bc24d8a067": the dimension `TargetGroup` of its metrics. */
  readonly dimension: string;
  readonly TargetType: string;
  readonly Protocol: string;
  readonly Port: number;
  readonly VpcId: string;
  readonly health: HealthCheck;
  readonly attributes: ElbAttributes;
  readonly tags: LiveTags;
}

/** How a load balancer finds out which targets can take requests. Times in seconds. */
export interface HealthCheck {
  readonly HealthCheckProtocol: string | undefined;
  /** "traffic-port": the port of the requests. */
  readonly HealthCheckPort: string | undefined;
  readonly HealthCheckPath: string | undefined;
  /** "200", "200-299" */
  readonly HttpCode: string | undefined;
  readonly HealthCheckIntervalSeconds: number | undefined;
  readonly HealthCheckTimeoutSeconds: number | undefined;
  readonly HealthyThresholdCount: number | undefined;
  readonly UnhealthyThresholdCount: number | undefined;
}

export async function findTargetGroup(cloud: Owned, name: string): Promise<TargetGroup | undefined> {
  const { elbv2 } = cloud;
  const answer = await absentWhen(ELB_ABSENT, () => elbv2.send(new DescribeTargetGroupsCommand({ Names: [name] })));
  const live = answer?.TargetGroups?.[0];
  if (!live) return undefined;
  const TargetGroupArn = String(live.TargetGroupArn);
  // It may be deleted between these looks.
  const more = await absentWhen(ELB_ABSENT, () =>
    Promise.all([
      elbv2.send(new DescribeTargetGroupAttributesCommand({ TargetGroupArn })),
      tagsOf(cloud, TargetGroupArn),
    ]),
  );
  return more && readTargetGroup(name, live, readAttributes(more[0].Attributes), more[1]);
}

function readTargetGroup(name: string, live: Description, attributes: ElbAttributes, tags: LiveTags): TargetGroup {
  const arn = String(live.TargetGroupArn);
  return {
    name,
    arn,
    dimension: arn.split(':').at(-1) ?? '',
    TargetType: live.TargetType ?? '',
    Protocol: live.Protocol ?? '',
    Port: live.Port ?? 0,
    VpcId: live.VpcId ?? '',
    health: {
      HealthCheckProtocol: live.HealthCheckProtocol,
      HealthCheckPort: live.HealthCheckPort,
      HealthCheckPath: live.HealthCheckPath,
      HttpCode: live.Matcher?.HttpCode,
      HealthCheckIntervalSeconds: live.HealthCheckIntervalSeconds,
      HealthCheckTimeoutSeconds: live.HealthCheckTimeoutSeconds,
      HealthyThresholdCount: live.HealthyThresholdCount,
      UnhealthyThresholdCount: live.UnhealthyThresholdCount,
    },
    attributes,
    tags,
  };
}
