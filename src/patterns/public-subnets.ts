// Two public subnets beside the private ones: an internet gateway, and a route table of their own that leads to it.
// The main route table keeps no route to the internet, so what stands in the private subnets stays unreachable; and the
// private subnets' gateway endpoints, whose policies are narrow, are not in the way of public traffic.

import type { Owned } from '../aws/clients.ts';
import type { Text } from '../engine/text.ts';
import { internetGateway } from '../resources/vpc/internet-gateway.ts';
import { routeTable } from '../resources/vpc/route-table.ts';
import { subnet } from '../resources/vpc/subnet.ts';
import { subnetRange } from './private-network.ts';

const GATEWAY: Text = {
  en: 'The way between the VPC and the internet, for public subnets only.',
  pt: 'O caminho entre a VPC e a internet, só para as sub-redes públicas.',
};
const SUBNET: Text = {
  en: 'A public range of addresses in one availability zone.',
  pt: 'Uma faixa pública de endereços em uma zona de disponibilidade.',
};
const ROUTES: Text = {
  en: 'Where packets of the public subnets go: to the internet, unless they stay inside the VPC.',
  pt: 'Para onde vão os pacotes das sub-redes públicas: para a internet, a não ser que fiquem dentro da VPC.',
};

export type PublicSubnets = ReturnType<typeof publicSubnets>;

/** @param settings.name of the network; settings.why: what needs to be reached from the internet, or to reach it */
export function publicSubnets(cloud: Owned, { name, cidr, why }: { name: string; cidr: string; why: Text }) {
  const place = (zone: string, third: number, zoneIndex: number) =>
    subnet(cloud, {
      ...{ name: `${name}-public-${zone}`, cidr: subnetRange(cidr, third), zoneIndex },
      about: { what: SUBNET, why },
      publicAddresses: true,
    });
  return {
    gateway: internetGateway(cloud, { name, about: { what: GATEWAY, why } }),
    subnetA: place('a', 101, 0),
    subnetB: place('b', 102, 1),
    routes: routeTable(cloud, { name: `${name}-public`, about: { what: ROUTES, why } }),
  };
}
