// The IAM rights that the life of a load balancer needs.

import type { Owned } from '../../aws/clients.ts';
import { equals, may } from '../../aws/rights.ts';
import { elbRights } from './elb.ts';

export function loadBalancerRights(cloud: Owned, name: string) {
  const { look, onLoadBalancer } = elbRights(cloud, name);
  return [
    look('DescribeLoadBalancerAttributes DescribeLoadBalancers DescribeTags'),
    onLoadBalancer(
      'AddTags CreateLoadBalancer DeleteLoadBalancer ModifyLoadBalancerAttributes SetSecurityGroups SetSubnets',
    ),
    // Whoever makes a load balancer must be able to see its network (ELB user guide, "Elastic Load Balancing API permissions").
    may(
      'ec2',
      `DescribeAccountAttributes DescribeAddresses DescribeInternetGateways DescribeSecurityGroups DescribeSubnets
       DescribeVpcs`,
      '*',
    ),
    // The first load balancer of an account makes ELB's own role (ELB user guide, "Service-linked role").
    may(
      'iam',
      'CreateServiceLinkedRole',
      `arn:${cloud.partition}:iam::${cloud.account}:role/aws-service-role/elasticloadbalancing.amazonaws.com/*`,
      { when: equals({ 'iam:AWSServiceName': 'elasticloadbalancing.amazonaws.com' }) },
    ),
  ];
}
