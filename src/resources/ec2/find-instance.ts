// Finds an instance by its tags. Terminated instances keep their tags for about an hour and do not count.

import { DescribeInstancesCommand } from '@aws-sdk/client-ec2';
import type { Owned } from '../../aws/clients.ts';
import { tagFilters } from '../../aws/tags.ts';

export interface Instance {
  readonly id: string;
  /** pending, running, stopping, stopped, shutting-down */
  readonly state: string;
  readonly InstanceType: string;
  readonly SubnetId: string;
  readonly SecurityGroups: readonly string[];
  /** ARN of its instance profile. */
  readonly Profile: string | undefined;
  /** undefined where an emulator does not tell. */
  readonly HttpTokens: string | undefined;
  readonly zone: string;
  /** The tag that says what it was started with. */
  readonly boot: string | undefined;
  /** Its last start, too. */
  readonly madeAt: Date | undefined;
  /** "/dev/xvda" */
  readonly rootDevice: string;
  /** Ids of further instances of the same name and tags. */
  readonly twins: readonly string[];
}

export const BOOT_TAG = 'ada:boot';
const THERE = ['pending', 'running', 'stopping', 'stopped', 'shutting-down'];

/** @param name "ada-dev-shop"; without it all of the owner's */
export async function findInstances({ ec2, tags }: Owned, name?: string): Promise<Instance[]> {
  const { Reservations = [] } = await ec2.send(
    new DescribeInstancesCommand({
      Filters: [...tagFilters(tags, ...(name ? [name] : [])), { Name: 'instance-state-name', Values: THERE }],
    }),
  );
  return Reservations.flatMap(({ Instances = [] }) => Instances)
    .toSorted((a, b) => Number(a.LaunchTime ?? 0) - Number(b.LaunchTime ?? 0))
    .map((one) => ({
      id: String(one.InstanceId),
      state: String(one.State?.Name),
      InstanceType: String(one.InstanceType),
      SubnetId: String(one.SubnetId),
      SecurityGroups: (one.SecurityGroups ?? []).map(({ GroupId }) => String(GroupId)),
      Profile: one.IamInstanceProfile?.Arn,
      HttpTokens: one.MetadataOptions?.HttpTokens,
      zone: String(one.Placement?.AvailabilityZone),
      boot: one.Tags?.find(({ Key }) => Key === BOOT_TAG)?.Value,
      madeAt: one.LaunchTime,
      rootDevice: String(one.RootDeviceName),
      twins: [],
    }));
}
