// The interface kind of endpoint (SNS and most others): a network interface in each subnet. Billed by the hour.
// Notice: with private DNS the service's usual name leads to it, which wants both DNS attributes of the VPC; and without a
// security group of its own it would get the VPC's default group, which lets nobody in.

import type { Owned } from '../../aws/clients.ts';
import { defineStep } from '../../engine/step.ts';
import { type EndpointSettings, endpointLife, type Wanted } from './endpoint.ts';
import { findEndpoint, type VpcEndpoint } from './find-endpoint.ts';
import type { SecurityGroup } from './security-group.ts';
import type { Subnet } from './subnet.ts';
import type { Vpc } from './vpc.ts';

export interface InterfaceNeeds {
  vpc: Vpc;
  subnets: readonly Subnet[];
  group: SecurityGroup;
}

export function interfaceEndpoint(cloud: Owned, settings: EndpointSettings) {
  const wanted = ({ vpc, subnets, group }: InterfaceNeeds): Wanted => ({
    VpcId: vpc.id,
    SubnetIds: subnets.map(({ id }) => id),
    Groups: [group.id],
    PrivateDnsEnabled: true,
  });
  return defineStep<InterfaceNeeds, VpcEndpoint>({
    ...endpointLife(cloud, settings, 'Interface', wanted),
    observe: () => findEndpoint(cloud, settings.name),
    usually: 120,
  });
}
