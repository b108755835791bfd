// The interface kind of endpoint (SNS and most others): a network interface in each subnet. Billed by the hour. With
// private DNS the usual name of the service leads to it: this needs both DNS attributes of the VPC. Notice: without a
// security group of its own it gets the VPC's default group, which lets no traffic in.

import type { Owned } from '../../aws/clients.ts';
import { defineStep } from '../../engine/step.ts';
import { type EndpointSettings, endpointLife, type Wanted } from './endpoint.ts';
import { findEndpoint, type VpcEndpoint } from './find-endpoint.ts';
import type { SecurityGroup } from './find-groups.ts';
import { vpcRights } from './rights.ts';
import type { Subnet } from './subnet.ts';
import type { Vpc } from './vpc.ts';

export interface InterfaceNeeds {
  vpc: Vpc;
  subnets: readonly Subnet[];
  group: SecurityGroup;
}

/** US dollars an hour in one zone, us-east-1 (PrivateLink price page). */
const ZONE_PRICE = 0.01;

export interface InterfaceEndpointSettings extends EndpointSettings {
  /** Number of zones: it has one interface in each subnet. */
  zones: number;
}

export function interfaceEndpoint(cloud: Owned, settings: InterfaceEndpointSettings) {
  const wanted = ({ vpc, subnets, group }: InterfaceNeeds): Wanted => ({
    VpcId: vpc.id,
    SubnetIds: subnets.map(({ id }) => id),
    Groups: [group.id],
    PrivateDnsEnabled: true,
  });
  const life = endpointLife(cloud, settings, 'Interface', wanted);
  return defineStep<InterfaceNeeds, VpcEndpoint>({
    ...life,
    about: {
      ...life.about,
      perHour: settings.zones * ZONE_PRICE,
      costs: {
        en: `for ${settings.zones} zones; started hours count whole`,
        pt: `em ${settings.zones} zonas; cada hora iniciada é cobrada inteira`,
      },
    },
    observe: () => findEndpoint(cloud, settings.name),
    usually: 120,
    stopsBill: {
      ...{ service: 'ec2', action: 'deleteVpcEndpoints' },
      input: ({ id }) => ({ VpcEndpointIds: [id] }),
      rights: [vpcRights(cloud).ours('DeleteVpcEndpoints', 'vpc-endpoint')],
    },
  });
}
