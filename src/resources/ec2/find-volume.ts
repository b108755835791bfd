// Finds a volume by its tags.

import { DescribeVolumesCommand } from '@aws-sdk/client-ec2';
import type { Owned } from '../../aws/clients.ts';
import { tagFilters } from '../../aws/tags.ts';

export interface Attachment {
  readonly instance: string;
  /** "/dev/sdf" */
  readonly device: string;
  /** attaching, attached, detaching, busy */
  readonly state: string;
}

export interface Volume {
  readonly id: string;
  /** creating, available, in-use, deleting, error */
  readonly state: string;
  /** Gigabytes (GiB). */
  readonly Size: number;
  readonly VolumeType: string;
  readonly Encrypted: boolean;
  readonly zone: string;
  readonly attachment: Attachment | undefined;
  readonly madeAt: Date | undefined;
  /** Ids of further volumes of the same name and tags. */
  readonly twins: readonly string[];
}

/** @param name "ada-dev-shop-data"; without it all of the owner's */
export async function findVolumes({ ec2, tags }: Owned, name?: string): Promise<Volume[]> {
  const { Volumes = [] } = await ec2.send(
    new DescribeVolumesCommand({ Filters: tagFilters(tags, ...(name ? [name] : [])) }),
  );
  return Volumes.filter(({ State }) => String(State) !== 'deleted')
    .toSorted((a, b) => Number(a.CreateTime ?? 0) - Number(b.CreateTime ?? 0))
    .map(({ VolumeId, State, Size = 0, VolumeType, Encrypted = false, AvailabilityZone, Attachments, CreateTime }) => {
      const [first] = (Attachments ?? []).filter((one) => one.State !== 'detached');
      return {
        ...{ id: String(VolumeId), state: String(State), Size, VolumeType: String(VolumeType), Encrypted },
        zone: String(AvailabilityZone),
        madeAt: CreateTime,
        attachment: first && {
          instance: String(first.InstanceId),
          device: String(first.Device),
          state: String(first.State),
        },
        twins: [],
      };
    });
}

/** Ids of the volumes in an instance, besides its root volume. */
export async function volumesIn({ ec2 }: Owned, { id, rootDevice }: { id: string; rootDevice: string }) {
  const Filters = [{ Name: 'attachment.instance-id', Values: [id] }];
  const { Volumes = [] } = await ec2.send(new DescribeVolumesCommand({ Filters }));
  return Volumes.filter(({ Attachments = [] }) => Attachments[0]?.Device !== rootDevice).map(({ VolumeId }) =>
    String(VolumeId),
  );
}
