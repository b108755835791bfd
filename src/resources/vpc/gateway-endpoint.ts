// The gateway kind of endpoint (S3, DynamoDB): a route in the VPC's main route table. Free. The service keeps its
// public addresses, so a security group must allow the service's prefix list.

import { DescribePrefixListsCommand } from '@aws-sdk/client-ec2';
import type { Owned } from '../../aws/clients.ts';
import { defineStep } from '../../engine/step.ts';
import { type EndpointSettings, endpointLife, type Wanted } from './endpoint.ts';
import { findEndpoint, type VpcEndpoint } from './find-endpoint.ts';
import type { Vpc } from './vpc.ts';

export interface GatewayEndpoint extends VpcEndpoint {
  /** "pl-…": the service's public addresses, for security group rules. */
  readonly prefixList: string;
}

export function gatewayEndpoint(cloud: Owned, settings: EndpointSettings) {
  const ServiceName = `com.amazonaws.${cloud.region}.${settings.service}`;
  const wanted = ({ vpc }: { vpc: Vpc }): Wanted => ({ VpcId: vpc.id, RouteTableIds: [vpc.mainRouteTable] });
  return defineStep<{ vpc: Vpc }, GatewayEndpoint, VpcEndpoint>({
    ...endpointLife(cloud, settings, 'Gateway', wanted),
    async observe() {
      const live = await findEndpoint(cloud, settings.name);
      if (!live) return undefined;
      const { PrefixLists } = await cloud.ec2.send(
        new DescribePrefixListsCommand({ Filters: [{ Name: 'prefix-list-name', Values: [ServiceName] }] }),
      );
      return { ...live, prefixList: String(PrefixLists?.[0]?.PrefixListId) };
    },
    find: () => findEndpoint(cloud, settings.name),
    usually: 5,
  });
}
