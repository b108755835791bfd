// Two public subnets beside the private ones: an internet gateway, and their own route table that leads to it.
// The main route table has no route to the internet, so the private subnets stay unreachable. The narrow policies of
// their gateway endpoints do not stop public traffic, because it uses the other route table.

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

/** @param settings.name of the network; settings.why: what the internet must reach, or what must reach the internet */
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
