// A listener as ELB describes it. It has no name: it is the listener of one port of a load balancer.

import { DescribeListenersCommand, type Listener as Description } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Owned } from '../../aws/clients.ts';
import { isOurs } from '../../aws/tags.ts';
import { absentWhen } from '../../engine/wait.ts';
import { ELB_ABSENT, tagsOf } from './elb.ts';
import { describeLoadBalancer } from './find-load-balancer.ts';

export interface Listener {
  readonly arn: string;
  readonly Port: number;
  readonly Protocol: string | undefined;
  readonly SslPolicy: string | undefined;
  /** ARN of the default certificate. */
  readonly CertificateArn: string | undefined;
  /** "forward arn:…:targetgroup/…": what happens to a request that no rule takes. */
  readonly DefaultAction: string | undefined;
}

/** @returns undefined also where the load balancer of that name is not ours, or is not there */
export async function findListener(cloud: Owned, loadBalancer: string, port: number): Promise<Listener | undefined> {
  const { elbv2, tags } = cloud;
  const balancer = await describeLoadBalancer(cloud, loadBalancer);
  if (!balancer?.LoadBalancerArn) return undefined;
  const { LoadBalancerArn } = balancer;
  const seen = await absentWhen(ELB_ABSENT, () =>
    Promise.all([elbv2.send(new DescribeListenersCommand({ LoadBalancerArn })), tagsOf(cloud, LoadBalancerArn)]),
  );
  const live = seen?.[0].Listeners?.find(({ Port }) => Port === port);
  return live && isOurs(tags, seen?.[1]) ? readListener(live) : undefined;
}

const readListener = ({ ListenerArn, Port, Protocol, SslPolicy, Certificates, DefaultActions }: Description) => ({
  arn: String(ListenerArn),
  Port: Port ?? 0,
  Protocol,
  SslPolicy,
  CertificateArn: Certificates?.[0]?.CertificateArn,
  DefaultAction: DefaultActions?.map(
    ({ Type, TargetGroupArn, ForwardConfig }) =>
      `${Type} ${TargetGroupArn ?? ForwardConfig?.TargetGroups?.map((one) => one.TargetGroupArn).join(' and ') ?? ''}`,
  )
    .join(', ')
    .trim(),
});
