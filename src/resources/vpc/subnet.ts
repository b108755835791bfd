// A subnet in one availability zone. A network has two, because FSBP Lambda.5 wants functions in more than one zone.
// Its zone can never change, so it is chosen once, among the zones that have all services we use there. Notice: AWS
// refuses a second subnet with the same range in one VPC, but there may be one in another VPC or on a local cloud.

import {
  CreateSubnetCommand,
  DeleteSubnetCommand,
  DescribeSubnetsCommand,
  ModifySubnetAttributeCommand,
} from '@aws-sdk/client-ec2';
import type { Owned } from '../../aws/clients.ts';
import { named, tagFilters, tagsOf } from '../../aws/tags.ts';
import { perCloud, together } from '../../aws/together.ts';
import { differences } from '../../engine/drift.ts';
import type { Purpose } from '../../engine/lifecycle.ts';
import { Problem } from '../../engine/problems.ts';
import { defineStep } from '../../engine/step.ts';
import { absentWhen, retryOn } from '../../engine/wait.ts';
import { notKnownYet } from './ec2-errors.ts';
import { onceFree } from './lingering-interfaces.ts';
import { vpcRights } from './rights.ts';
import { refuseTwins, twinsDrift } from './twins.ts';
import { usableZones } from './usable-zones.ts';
import type { Vpc } from './vpc.ts';

export interface Subnet {
  readonly id: string;
  readonly VpcId: string;
  readonly CidrBlock: string;
  readonly zone: string;
  readonly MapPublicIpOnLaunch: boolean;
  /** Ids of further subnets of the same name and tags. */
  readonly twins: readonly string[];
}

export interface SubnetSettings {
  name: string;
  about: Purpose;
  cidr: string;
  /** 0 = the first usable zone, 1 = the second. */
  zoneIndex: number;
  /** Interface endpoint services that must exist in the zone: "sns". */
  serving?: readonly string[];
  /** Machines in it also get a public address. Default false (FSBP EC2.15). */
  publicAddresses?: boolean;
}

const subnets = perCloud(({ ec2, tags }: Owned) =>
  together((names) => ec2.send(new DescribeSubnetsCommand({ Filters: tagFilters(tags, ...names) }))),
);

export function subnet(
  cloud: Owned,
  { name, about, cidr, zoneIndex, serving = [], publicAddresses = false }: SubnetSettings,
) {
  const { ec2, tags, region } = cloud;
  const { look, make, ours, onceFree: free } = vpcRights(cloud);

  const title = `Subnet ${name}`;

  return defineStep<{ vpc: Vpc }, Subnet>({
    kind: 'Subnet',
    name,
    about: { ...about, console: 'VPC > Subnets' },

    async observe() {
      const { Subnets } = await subnets(cloud)(name);
      const [live, ...twins] = named(Subnets, name);
      if (!live) return undefined;
      return {
        id: String(live.SubnetId),
        VpcId: String(live.VpcId),
        CidrBlock: String(live.CidrBlock),
        zone: String(live.AvailabilityZone),
        MapPublicIpOnLaunch: live.MapPublicIpOnLaunch ?? false,
        twins: twins.map(({ SubnetId }) => String(SubnetId)),
      };
    },

    async create({ vpc }, ctx) {
      const zones = await usableZones(cloud, serving);
      const AvailabilityZone = zones[zoneIndex];
      if (!AvailabilityZone)
        throw new Problem(
          {
            en: `${region} has ${zones.length} usable availability zones, and ${name} needs number ${zoneIndex + 1}.`,
            pt: `${region} tem ${zones.length} zonas de disponibilidade utilizáveis, e ${name} precisa da número ${zoneIndex + 1}.`,
          },
          { next: { en: 'Choose another AWS_REGION.', pt: 'Escolha outra AWS_REGION.' } },
        );
      // InvalidSubnet.Conflict: an earlier call without an answer made it. The next reading finds it.
      const make = () =>
        ec2.send(
          new CreateSubnetCommand({
            VpcId: vpc.id,
            CidrBlock: cidr,
            AvailabilityZone,
            ...tagsOf('subnet', tags, name),
          }),
        );
      await retryOn(ctx, [notKnownYet(vpc.id)], () => absentWhen(['InvalidSubnet.Conflict'], make));
    },

    drift: (live, { vpc }) => [
      ...differences(live, { VpcId: vpc.id, CidrBlock: cidr, MapPublicIpOnLaunch: publicAddresses }),
      ...twinsDrift(live.twins),
    ],

    async repair({ id, twins }, _, drift, ctx) {
      refuseTwins(title, { id, twins });
      const fixed = drift.find(({ field }) => field !== 'MapPublicIpOnLaunch');
      if (fixed)
        throw new Problem(
          {
            en: `Subnet ${name} has ${fixed.field} ${fixed.live}, which cannot be changed to ${fixed.wanted}.`,
            pt: `A sub-rede ${name} tem ${fixed.field} ${fixed.live}, que não pode mudar para ${fixed.wanted}.`,
          },
          {
            next: {
              en: 'Take the system down and up again.',
              pt: 'Remova o sistema e construa de novo (down, depois up).',
            },
          },
        );
      const change = { SubnetId: id, MapPublicIpOnLaunch: { Value: publicAddresses } };
      await retryOn(ctx, [notKnownYet(id)], () => ec2.send(new ModifySubnetAttributeCommand(change)));
    },

    async destroy({ id, twins }, ctx) {
      for (const SubnetId of [id, ...twins])
        await onceFree(cloud, ctx, { Name: 'subnet-id', Values: [SubnetId] }, () =>
          absentWhen(['InvalidSubnetID.NotFound'], () => ec2.send(new DeleteSubnetCommand({ SubnetId }))),
        );
    },
    gone: true,
    patience: 300,
    usually: 5,
    rights: [
      look('DescribeAvailabilityZones DescribeSubnets DescribeVpcEndpointServices'),
      ...make('CreateSubnet', 'subnet'),
      ours('CreateSubnet', 'vpc'),
      ours('DeleteSubnet ModifySubnetAttribute', 'subnet'),
      ...free,
    ],
  });
}
