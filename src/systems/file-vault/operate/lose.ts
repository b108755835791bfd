// Loses an instance or a volume on purpose, as an accident would. `up` brings the vault back.

import type { Owned } from '../../../aws/clients.ts';
import type { Context } from '../../../engine/wait.ts';
import { deleteVolume, detachVolume, stopInstance, terminateInstance } from '../../../resources/ec2/stop.ts';
import type { Names } from '../names.ts';
import { instanceOf, volumeOf } from './find.ts';

/** Without stopping it first: an accident does not ask. @returns its id */
export async function loseInstance(cloud: Owned, names: Names, ctx: Context): Promise<string> {
  const { id } = await instanceOf(cloud, names);
  const volume = await volumeOf(cloud, names);
  await terminateInstance(cloud, id, ctx);
  await detachVolume(cloud, volume.id, ctx); // AWS frees it by itself, an emulator does not
  return id;
}

/** @returns its id */
export async function loseVolume(cloud: Owned, names: Names, ctx: Context): Promise<string> {
  const { id, attachment } = await volumeOf(cloud, names);
  if (attachment) {
    await stopInstance(cloud, attachment.instance, ctx); // EC2 deletes no volume that is in use
    await detachVolume(cloud, id, ctx);
  }
  await deleteVolume(cloud, id, ctx);
  return id;
}
