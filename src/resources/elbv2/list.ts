// The load balancers and target groups of an owner. Listeners are deleted with their load balancer.

import {
  DescribeLoadBalancersCommand,
  paginateDescribeLoadBalancers,
  paginateDescribeTargetGroups,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { isOwned, type Service } from '../../aws/listing.ts';
import { may } from '../../aws/rights.ts';
import { tagsOf } from './elb.ts';

export const ELB: Service = {
  name: 'Elastic Load Balancing',
  kinds: ['Load balancer', 'Target group', 'Listener'],
  looksAt: [
    { en: 'load balancers', pt: 'balanceadores de carga' },
    { en: 'target groups', pt: 'grupos de destino' },
  ],
  ask: ({ elbv2 }) => elbv2.send(new DescribeLoadBalancersCommand({ PageSize: 1 })),
  async *list(cloud) {
    const client = cloud.elbv2;
    for await (const { LoadBalancers = [] } of paginateDescribeLoadBalancers({ client }, {}))
      for (const { LoadBalancerName: name = '', LoadBalancerArn = '', State } of LoadBalancers)
        if (await isOwned(cloud, name, () => tagsOf(cloud, LoadBalancerArn)))
          yield { service: 'Load balancer', name, ...(State?.Code && { why: State.Code }) };
    for await (const { TargetGroups = [] } of paginateDescribeTargetGroups({ client }, {}))
      for (const { TargetGroupName: name = '', TargetGroupArn = '' } of TargetGroups)
        if (await isOwned(cloud, name, () => tagsOf(cloud, TargetGroupArn))) yield { service: 'Target group', name };
  },
  rights: () => [may('elasticloadbalancing', 'DescribeLoadBalancers DescribeTags DescribeTargetGroups', '*')],
};
