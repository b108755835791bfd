// The parts of a private network: a VPC without a route to the internet, two subnets in two zones, and the endpoints
// that the system asks for. Names and settings only.
// Other things in the network, and the rules between its groups, belong to the system.

import type { Owned } from '../aws/clients.ts';
import type { Policy } from '../aws/policy.ts';
import type { Purpose } from '../engine/lifecycle.ts';
import type { Text } from '../engine/text.ts';
import { gatewayEndpoint } from '../resources/vpc/gateway-endpoint.ts';
import { interfaceEndpoint } from '../resources/vpc/interface-endpoint.ts';
import { subnet } from '../resources/vpc/subnet.ts';
import { vpc } from '../resources/vpc/vpc.ts';
import { closedDefaultGroup } from './security-groups.ts';

/** What an endpoint allows, and why it exists. */
export interface EndpointWish {
  policy: Policy;
  about: Purpose;
}

export interface NetworkSettings<Gateway extends string, Interface extends string> {
  /** "ada-dev-shop" */
  name: string;
  /** A /16: "10.42.0.0/16". */
  cidr: string;
  /** Why this system has a network of its own. */
  why: Text;
  /** By service, "s3" or "dynamodb": a free route in the main route table. */
  gatewayEndpoints: Readonly<Record<Gateway, EndpointWish>>;
  /** By service, "sns": a network interface in each subnet, billed by the hour. */
  interfaceEndpoints: Readonly<Record<Interface, EndpointWish>>;
}

const VPC: Text = {
  en: 'A network of our own, cut off from the internet.',
  pt: 'Uma rede só nossa, isolada da internet.',
};
const SUBNET: Purpose = {
  what: {
    en: 'A private range of addresses in one availability zone (one or more data centres).',
    pt: 'Uma faixa privada de endereços em uma zona de disponibilidade (um ou mais data centers).',
  },
  why: {
    en: 'There are two zones, so the loss of one does not stop the system.',
    pt: 'São duas zonas, então a perda de uma não faz o sistema parar.',
  },
};
export type Network = ReturnType<typeof networkParts>;

export function networkParts<Gateway extends string, Interface extends string>(
  cloud: Owned,
  { name, cidr, why, gatewayEndpoints, interfaceEndpoints }: NetworkSettings<Gateway, Interface>,
) {
  const serving = Object.keys(interfaceEndpoints);
  return {
    vpc: vpc(cloud, { name, about: { what: VPC, why }, cidr }),
    subnetA: subnet(cloud, { name: `${name}-a`, about: SUBNET, cidr: subnetRange(cidr, 1), zoneIndex: 0, serving }),
    subnetB: subnet(cloud, { name: `${name}-b`, about: SUBNET, cidr: subnetRange(cidr, 2), zoneIndex: 1, serving }),
    defaultRules: closedDefaultGroup(cloud, name),
    gatewayEndpoints: each(gatewayEndpoints, (service, wish) =>
      gatewayEndpoint(cloud, { name: `${name}-${service}`, service, ...wish }),
    ),
    interfaceEndpoints: each(interfaceEndpoints, (service, wish) =>
      interfaceEndpoint(cloud, { name: `${name}-${service}`, service, zones: 2, ...wish }),
    ),
  };
}

/** The n-th /24 of a /16. */
export const subnetRange = (cidr: string, third: number): string => cidr.replace(/0\.0\/16$/, `${third}.0/24`);

const each = <Name extends string, Wish, Part>(
  wishes: Readonly<Record<Name, Wish>>,
  make: (name: Name, wish: Wish) => Part,
) =>
  Object.fromEntries(
    (Object.entries(wishes) as [Name, Wish][]).map(([name, wish]) => [name, make(name, wish)]),
  ) as Record<Name, Part>;
