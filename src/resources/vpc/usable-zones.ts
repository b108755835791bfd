// The availability zones in which a subnet may be made: those that have every endpoint service it needs.

import { DescribeAvailabilityZonesCommand, DescribeVpcEndpointServicesCommand } from '@aws-sdk/client-ec2';
import type { Owned } from '../../aws/clients.ts';
import { perCloud, together } from '../../aws/together.ts';

/** Subnets are made in pairs, and both ask at the same moment. */
const zones = perCloud(({ ec2 }: Owned) =>
  together(() =>
    ec2.send(
      new DescribeAvailabilityZonesCommand({
        Filters: [
          { Name: 'state', Values: ['available'] },
          { Name: 'zone-type', Values: ['availability-zone'] },
        ],
      }),
    ),
  ),
);
const endpointServices = perCloud(({ ec2 }: Owned) =>
  together((names) => ec2.send(new DescribeVpcEndpointServicesCommand({ ServiceNames: [...names] }))),
);

/**
 * Names of zones, in the order of their ids, because names differ from account to account.
 * @param serving services of interface endpoints: "sns"
 */
export async function usableZones(cloud: Owned, serving: readonly string[]): Promise<string[]> {
  const [{ AvailabilityZones = [] }, ...services] = await Promise.all([
    zones(cloud)('all'),
    ...serving.map((service) => zonesOf(cloud, `com.amazonaws.${cloud.region}.${service}`)),
  ]);
  return AvailabilityZones.sort((a, b) => (String(a.ZoneId) < String(b.ZoneId) ? -1 : 1))
    .map(({ ZoneName }) => String(ZoneName))
    .filter((zone) => services.every((theirs) => theirs.includes(zone)));
}

async function zonesOf(cloud: Owned, service: string): Promise<readonly string[]> {
  const { ServiceDetails = [] } = await endpointServices(cloud)(service);
  return ServiceDetails.find(({ ServiceName }) => ServiceName === service)?.AvailabilityZones ?? [];
}
