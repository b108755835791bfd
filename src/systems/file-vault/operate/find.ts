// The vault's instance and volume, and where people reach it on the local cloud.

import type { Owned } from '../../../aws/clients.ts';
import { Problem } from '../../../engine/problems.ts';
import { type Context, until } from '../../../engine/wait.ts';
import { machinesOf, type Running } from '../../../local/machines.ts';
import { findInstances, type Instance } from '../../../resources/ec2/find-instance.ts';
import { findVolumes, type Volume } from '../../../resources/ec2/find-volume.ts';
import { nextCommand } from '../../../screen/next-command.ts';
import type { Names } from '../names.ts';

/** Seconds that a machine of the local cloud may take to listen. */
const PATIENCE = 60;

/** @throws Problem when there is none */
export async function instanceOf(cloud: Owned, { instance }: Pick<Names, 'instance'>): Promise<Instance> {
  const [found] = await findInstances(cloud, instance);
  if (found) return found;
  throw notUp(cloud, `There is no instance ${instance}.`);
}

/** @throws Problem when there is none */
export async function volumeOf(cloud: Owned, { volume }: Pick<Names, 'volume'>): Promise<Volume> {
  const [found] = await findVolumes(cloud, volume);
  if (found) return found;
  throw notUp(cloud, `There is no volume ${volume}.`);
}

const notUp = (cloud: Owned, what: string) =>
  new Problem(what, { next: `Build the vault first: ${nextCommand(cloud, 'up', 'file-vault')}` });

export interface PlayedMachine extends Running {
  readonly url: string;
}

/** The process that plays the instance, when it listens. @throws Problem when the local cloud does not start it */
export async function playedMachine(cloud: Owned, id: string, ctx: Context, home?: string): Promise<PlayedMachine> {
  const running = await until(ctx, `waiting for the process of ${id}`, PATIENCE, async () => {
    const found = machinesOf(cloud.region, home)[id];
    if (!found) ctx.tell('the local cloud starts the machine');
    return found;
  }).catch((error: unknown) => {
    if (!(error instanceof Problem)) throw error;
    throw new Problem(`The local cloud did not start the machine of ${id} within ${PATIENCE} s.`, {
      cause: error,
      next: 'See why in .local/cloud/cloud.log. An emulator that AWS_ENDPOINT_URL names starts no machines.',
    });
  });
  return { ...running, url: `http://127.0.0.1:${running.port}/` };
}
