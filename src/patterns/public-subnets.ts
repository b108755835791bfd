// Two public subnets beside the private ones: an internet gateway, and a route table of their own that leads to it.
// The main route table keeps no route to the internet, so what stands in the private subnets stays unreachable; and the
// private subnets' gateway endpoints, whose policies are narrow, are not in the way of public traffic.

import type { Owned } from '../aws/clients.ts';
import { internetGateway } from '../resources/vpc/internet-gateway.ts';
import { routeTable } from '../resources/vpc/route-table.ts';
import { subnet } from '../resources/vpc/subnet.ts';
import { subnetRange } from './private-network.ts';

export type PublicSubnets = ReturnType<typeof publicSubnets>;

/** @param settings.name of the network; settings.why: what needs to be reached from the internet, or to reach it */
export function publicSubnets(cloud: Owned, { name, cidr, why }: { name: string; cidr: string; why: string }) {
  const place = (zone: string, third: number, zoneIndex: number) =>
    subnet(cloud, {
      ...{ name: `${name}-public-${zone}`, cidr: subnetRange(cidr, third), zoneIndex },
      publicAddresses: true,
    });
  return {
    gateway: internetGateway(cloud, { name, why }),
    subnetA: place('a', 101, 0),
    subnetB: place('b', 102, 1),
    routes: routeTable(cloud, { name: `${name}-public`, why }),
  };
}
