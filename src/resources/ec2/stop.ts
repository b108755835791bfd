// Stopping an instance, taking a volume from it, and deleting the volume. A volume is taken only from a stopped instance,
// because its file system is then unmounted.

import {
  DeleteVolumeCommand,
  DescribeInstancesCommand,
  DescribeVolumesCommand,
  DetachVolumeCommand,
  StopInstancesCommand,
  TerminateInstancesCommand,
} from '@aws-sdk/client-ec2';
import type { Owned } from '../../aws/clients.ts';
import type { Text } from '../../engine/text.ts';
import { absentWhen, type Context, type RetryableError, retryOn, until } from '../../engine/wait.ts';

const GONE = ['InvalidInstanceID.NotFound'];
/** Seconds. AWS forces the end of an operating system that does not stop (EC2 user guide, "Stop and start"). */
const PATIENCE = 600;

const STOPPING: Text = {
  en: 'stopping the instance, so that its volume is whole',
  pt: 'parando a instância, para que o volume fique íntegro',
};
const TERMINATING: Text = { en: 'terminating the instance', pt: 'encerrando a instância' };

/** 'terminated' also for an instance that EC2 does not know any more. */
async function stateOf({ ec2 }: Owned, id: string): Promise<string> {
  const found = await absentWhen(GONE, () => ec2.send(new DescribeInstancesCommand({ InstanceIds: [id] })));
  return found?.Reservations?.[0]?.Instances?.[0]?.State?.Name ?? 'terminated';
}

/** Returns when it is stopped, or gone. */
export async function stopInstance(cloud: Owned, id: string, ctx: Context): Promise<void> {
  if ((await stateOf(cloud, id)) === 'terminated') return;
  // IncorrectInstanceState: it is on its way down already.
  await absentWhen([...GONE, 'IncorrectInstanceState', 'IncorrectState'], () =>
    cloud.ec2.send(new StopInstancesCommand({ InstanceIds: [id] })),
  );
  await inState(cloud, id, ['stopped', 'terminated'], STOPPING, ctx);
}

export async function terminateInstance(cloud: Owned, id: string, ctx: Context): Promise<void> {
  await absentWhen(GONE, () => cloud.ec2.send(new TerminateInstancesCommand({ InstanceIds: [id] })));
  await inState(cloud, id, ['terminated'], TERMINATING, ctx);
}

async function inState(cloud: Owned, id: string, states: readonly string[], doing: Text, ctx: Context) {
  await until(
    ctx,
    { en: `waiting for ${id} to be ${states[0]}`, pt: `à espera de que ${id} fique ${states[0]}` },
    PATIENCE,
    async () => {
      if (states.includes(await stateOf(cloud, id))) return true;
      ctx.tell(doing);
      return undefined;
    },
  );
}

/** Returns when the volume is free. AWS frees it by itself when its instance ends: then there is nothing to detach. */
export async function detachVolume(cloud: Owned, VolumeId: string, ctx: Context): Promise<void> {
  const { ec2 } = cloud;
  await absentWhen(['IncorrectState', 'InvalidVolume.NotFound', 'InvalidAttachment.NotFound'], () =>
    ec2.send(new DetachVolumeCommand({ VolumeId })),
  );
  await until(
    ctx,
    { en: `waiting for ${VolumeId} to be free`, pt: `à espera de que ${VolumeId} fique livre` },
    PATIENCE,
    async () => {
      const found = await absentWhen(['InvalidVolume.NotFound'], () =>
        ec2.send(new DescribeVolumesCommand({ VolumeIds: [VolumeId] })),
      );
      if (found?.Volumes?.[0]?.State !== 'in-use') return true;
      ctx.tell({ en: 'detaching the volume', pt: 'desanexando o volume' });
      return undefined;
    },
  );
}

/** Detaching takes its time. */
const stillUsed: RetryableError = {
  kinds: ['VolumeInUse'],
  because: {
    en: 'EC2 is still taking the volume from its instance',
    pt: 'o EC2 ainda está tirando o volume da instância',
  },
  patience: 300,
};

export async function deleteVolume({ ec2 }: Owned, VolumeId: string, ctx: Context): Promise<void> {
  await retryOn(ctx, [stillUsed], () =>
    absentWhen(['InvalidVolume.NotFound'], () => ec2.send(new DeleteVolumeCommand({ VolumeId }))),
  );
}
