// The edge between a volume and an instance. A volume is in one instance at most; when its instance was replaced, it moves.

import { AttachVolumeCommand } from '@aws-sdk/client-ec2';
import type { Owned } from '../../aws/clients.ts';
import { differences } from '../../engine/drift.ts';
import type { Purpose } from '../../engine/lifecycle.ts';
import { defineStep } from '../../engine/step.ts';
import { absentWhen, type Context, type RetryableError, retryOn } from '../../engine/wait.ts';
import type { Instance } from './find-instance.ts';
import { type Attachment, findVolumes, type Volume } from './find-volume.ts';
import { instanceRights } from './rights.ts';
import { detachVolume, stopInstance } from './stop.ts';

export type LiveAttachment = Attachment & { readonly volume: string };

/** EC2 wants to hear a name. On the instance the volume has another one, made of its id. */
const DEVICE = '/dev/sdf';

const notReadyYet: RetryableError = {
  kinds: ['IncorrectState', 'IncorrectInstanceState', 'InvalidInstanceID.NotFound', 'InvalidVolume.NotFound'],
  because: {
    en: 'EC2 is still busy with the instance or the volume',
    pt: 'o EC2 ainda está ocupado com a instância ou o volume',
  },
  patience: 300,
};

/** @param name of the volume */
export function volumeAttachment(cloud: Owned, { name, about }: { name: string; about: Purpose }) {
  const { ec2 } = cloud;
  const { look, ours } = instanceRights(cloud);
  const attach = (VolumeId: string, InstanceId: string, ctx: Context) =>
    // VolumeInUse: an earlier call without an answer attached it. The next reading shows where.
    retryOn(ctx, [notReadyYet], () =>
      absentWhen(['VolumeInUse'], () => ec2.send(new AttachVolumeCommand({ VolumeId, InstanceId, Device: DEVICE }))),
    );
  const release = async ({ volume, instance }: LiveAttachment, ctx: Context) => {
    await stopInstance(cloud, instance, ctx);
    await detachVolume(cloud, volume, ctx);
  };

  return defineStep<{ volume: Volume; instance: Instance }, LiveAttachment>({
    kind: 'Volume attachment',
    name,
    about: { ...about, console: 'EC2 > Instances > Storage' },
    async observe() {
      const [live] = await findVolumes(cloud, name);
      return live?.attachment && { ...live.attachment, volume: live.id };
    },
    ready: ({ state }) => state === 'attached',
    leaving: ({ state }) => state === 'detaching',
    create: ({ volume, instance }, ctx) => attach(volume.id, instance.id, ctx),
    drift: (live, { instance }) => differences({ Instance: live.instance }, { Instance: instance.id }),
    async repair(live, { volume, instance }, _, ctx) {
      await release(live, ctx);
      await attach(volume.id, instance.id, ctx);
    },
    destroy: release,
    patience: 300,
    usually: 5,
    rights: [
      look('DescribeInstances DescribeVolumes'),
      ours('AttachVolume DetachVolume', 'instance volume'),
      ours('StopInstances', 'instance'),
    ],
  });
}
