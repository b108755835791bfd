// A load balancer as ELB describes it, with its attributes and tags.

import {
  DescribeLoadBalancerAttributesCommand,
  DescribeLoadBalancersCommand,
  type LoadBalancer as Description,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Owned } from '../../aws/clients.ts';
import type { LiveTags } from '../../aws/tags.ts';
import { absentWhen } from '../../engine/wait.ts';
import { ELB_ABSENT, type ElbAttributes, readAttributes, tagsOf } from './elb.ts';

export interface LoadBalancer {
  readonly name: string;
  readonly arn: string;
  /** "ada-dev-csv-lake-1234567890.us-east-1.elb.amazonaws.com", always lower case */
  readonly dnsName: string;
  /** The hosted zone of that name, for an alias record in Route 53. */
  readonly zoneId: string;
  /** "app/ada-dev-csv-lake/50dc6c495c0c9188": the dimension `LoadBalancer` of its metrics. */
  readonly dimension: string;
  /** "provisioning", "active", … */
  readonly state: string;
  /** Why it failed, in AWS's words. */
  readonly reason: string | undefined;
  readonly Type: string;
  readonly Scheme: string;
  readonly Subnets: readonly string[];
  readonly SecurityGroups: readonly string[];
  readonly madeAt: Date | undefined;
  readonly attributes: ElbAttributes;
  readonly tags: LiveTags;
}

export async function findLoadBalancer(cloud: Owned, name: string): Promise<LoadBalancer | undefined> {
  const live = await describeLoadBalancer(cloud, name);
  if (!live) return undefined;
  const LoadBalancerArn = String(live.LoadBalancerArn);
  // It may be deleted between these looks.
  const more = await absentWhen(ELB_ABSENT, () =>
    Promise.all([
      cloud.elbv2.send(new DescribeLoadBalancerAttributesCommand({ LoadBalancerArn })),
      tagsOf(cloud, LoadBalancerArn),
    ]),
  );
  return more && readLoadBalancer(name, live, readAttributes(more[0].Attributes), more[1]);
}

/** Without its attributes and tags: one call. */
export async function describeLoadBalancer({ elbv2 }: Owned, name: string): Promise<Description | undefined> {
  const answer = await absentWhen(ELB_ABSENT, () => elbv2.send(new DescribeLoadBalancersCommand({ Names: [name] })));
  return answer?.LoadBalancers?.[0];
}

function readLoadBalancer(name: string, live: Description, attributes: ElbAttributes, tags: LiveTags): LoadBalancer {
  const arn = String(live.LoadBalancerArn);
  return {
    name,
    arn,
    dnsName: String(live.DNSName).toLowerCase(),
    zoneId: live.CanonicalHostedZoneId ?? '',
    dimension: arn.split(':loadbalancer/')[1] ?? '',
    state: live.State?.Code ?? '',
    reason: live.State?.Reason,
    Type: live.Type ?? '',
    Scheme: live.Scheme ?? '',
    Subnets: (live.AvailabilityZones ?? []).map(({ SubnetId }) => String(SubnetId)),
    SecurityGroups: live.SecurityGroups ?? [],
    madeAt: live.CreatedTime,
    attributes,
    tags,
  };
}
