// The vault's instance and volume, and where people reach it on the local cloud.

import type { Owned } from '../../../aws/clients.ts';
import { Problem } from '../../../engine/problems.ts';
import type { Text } from '../../../engine/text.ts';
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
  throw notUp(cloud, { en: `There is no instance ${instance}.`, pt: `Não existe a instância ${instance}.` });
}

/** @throws Problem when there is none */
export async function volumeOf(cloud: Owned, { volume }: Pick<Names, 'volume'>): Promise<Volume> {
  const [found] = await findVolumes(cloud, volume);
  if (found) return found;
  throw notUp(cloud, { en: `There is no volume ${volume}.`, pt: `Não existe o volume ${volume}.` });
}

const notUp = (cloud: Owned, what: Text) =>
  new Problem(what, {
    next: {
      en: `Build the vault first: ${nextCommand(cloud, 'up')}`,
      pt: `Construa antes o cofre: ${nextCommand(cloud, 'up')}`,
    },
  });

export interface PlayedMachine extends Running {
  readonly url: string;
}

/** The process that plays the instance, when it listens. @throws Problem when the local cloud does not start it */
export async function playedMachine(cloud: Owned, id: string, ctx: Context, home?: string): Promise<PlayedMachine> {
  const running = await until(
    ctx,
    { en: `waiting for the process of ${id}`, pt: `à espera do processo de ${id}` },
    PATIENCE,
    async () => {
      const found = machinesOf(cloud.region, home)[id];
      if (!found) ctx.tell({ en: 'the local cloud starts the machine', pt: 'a nuvem local inicia a máquina' });
      return found;
    },
  ).catch((error: unknown) => {
    if (!(error instanceof Problem)) throw error;
    throw new Problem(
      {
        en: `The local cloud did not start the machine of ${id} within ${PATIENCE} s.`,
        pt: `A nuvem local não iniciou a máquina de ${id} em ${PATIENCE} s.`,
      },
      {
        cause: error,
        next: {
          en: 'See why in .local/cloud/cloud.log. An emulator that AWS_ENDPOINT_URL names starts no machines.',
          pt: 'Veja o motivo em .local/cloud/cloud.log. Um emulador citado em AWS_ENDPOINT_URL não inicia máquinas.',
        },
      },
    );
  });
  return { ...running, url: `http://127.0.0.1:${running.port}/` };
}
