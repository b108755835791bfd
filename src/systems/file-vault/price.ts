// What the instance costs in an hour, us-east-1 (EC2 and VPC price pages).

import type { NetworkKind } from './network.ts';

/** US dollars an hour, Linux, on demand. */
const TYPES: Readonly<Record<string, number>> = {
  't2.micro': 0.0116,
  't3.micro': 0.0104,
  't3.small': 0.0208,
  't3.medium': 0.0416,
  't3a.micro': 0.0094,
};
const SMALLEST = 0.0104;
const PUBLIC_ADDRESS = 0.005;

export function instancePrice(type: string, network: NetworkKind) {
  const known = TYPES[type];
  const perHour = (known ?? SMALLEST) + (network === 'egress' ? PUBLIC_ADDRESS : 0);
  return { perHour, ...(known === undefined && { moreFor: type }) };
}
