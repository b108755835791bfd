// One look at EC2: which instances should run, with which volume, under which role.

import { DescribeInstancesCommand, DescribeVolumesCommand, type EC2Client } from '@aws-sdk/client-ec2';

export interface Seen {
  readonly id: string;
  readonly state: string;
  /** "s3://bucket/boot/….json" */
  readonly boot: string;
  /** Name of the instance profile. */
  readonly profile: string | undefined;
  /** Id of the volume at DEVICE. */
  readonly volume: string | undefined;
}

export interface Look {
  readonly instances: readonly Seen[];
  /** Ids of all volumes of the account. */
  readonly volumes: ReadonlySet<string>;
}

const DEVICE = '/dev/sdf';

export async function look(ec2: EC2Client): Promise<Look> {
  const [{ Reservations = [] }, { Volumes = [] }] = await Promise.all([
    ec2.send(new DescribeInstancesCommand({ Filters: [{ Name: 'tag-key', Values: ['ada:boot'] }] })),
    ec2.send(new DescribeVolumesCommand({})),
  ]);
  const volumeIn = (instance: string) =>
    Volumes.find(({ Attachments = [] }) =>
      Attachments.some((one) => one.InstanceId === instance && one.Device === DEVICE && one.State === 'attached'),
    )?.VolumeId;
  const instances = Reservations.flatMap(({ Instances = [] }) => Instances).map((one) => ({
    id: String(one.InstanceId),
    state: String(one.State?.Name),
    boot: one.Tags?.find(({ Key }) => Key === 'ada:boot')?.Value ?? '',
    profile: one.IamInstanceProfile?.Arn?.split('/').at(-1),
    volume: volumeIn(String(one.InstanceId)),
  }));
  return { instances, volumes: new Set(Volumes.map(({ VolumeId }) => String(VolumeId))) };
}
