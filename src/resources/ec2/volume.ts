// An EBS volume for data, apart from any instance: it stays when its instance is lost. It is encrypted and can grow; it
// can never become smaller, move to another zone, or change its encryption.

import { randomUUID } from 'node:crypto';
import { CreateVolumeCommand, ModifyVolumeCommand } from '@aws-sdk/client-ec2';
import type { Owned } from '../../aws/clients.ts';
import { tagsOf } from '../../aws/tags.ts';
import { differences } from '../../engine/drift.ts';
import type { Purpose } from '../../engine/lifecycle.ts';
import { Problem } from '../../engine/problems.ts';
import { defineStep } from '../../engine/step.ts';
import { absentWhen } from '../../engine/wait.ts';
import type { Subnet } from '../vpc/subnet.ts';
import { refuseTwins, twinsDrift } from '../vpc/twins.ts';
import { findVolumes, type Volume } from './find-volume.ts';
import { GIGABYTE } from './prices.ts';
import { instanceRights } from './rights.ts';
import { deleteVolume } from './stop.ts';

export interface VolumeSettings {
  name: string;
  about: Purpose;
  /** Gigabytes (GiB). */
  size: number;
}

const TYPE = 'gp3';

export function ebsVolume(cloud: Owned, { name, about, size }: VolumeSettings) {
  const { ec2, tags } = cloud;
  const { look, make, ours } = instanceRights(cloud);
  const title = `Volume ${name}`;
  // One token until EC2 answers: so EC2 makes one volume, however often we send the call.
  let token: string | undefined;

  return defineStep<{ subnet: Subnet }, Volume>({
    kind: 'Volume',
    name,
    about: {
      ...about,
      perMonth: size * GIGABYTE,
      costs: { en: `for ${size} GB, full or empty`, pt: `por ${size} GB, cheios ou vazios` },
      console: 'EC2 > Elastic Block Store > Volumes',
    },
    async observe() {
      const [live, ...twins] = await findVolumes(cloud, name);
      return live && { ...live, twins: twins.map(({ id }) => id) };
    },
    id: ({ id }) => id,
    ready({ state }) {
      if (state === 'error')
        throw new Problem(
          {
            en: `${title} is in the state error: EC2 lost the disk, or its key.`,
            pt: `${title} está no estado error: o EC2 perdeu o disco, ou a chave dele.`,
          },
          {
            next: {
              en: 'Delete it in the EC2 console, then run npm run up again: a new volume fills itself from the backup.',
              pt: 'Apague-o no console do EC2 e rode npm run up de novo: um volume novo se enche com o backup.',
            },
          },
        );
      return state === 'available' || state === 'in-use';
    },
    leaving: ({ state }) => state === 'deleting',

    async create({ subnet }) {
      token ??= randomUUID();
      await ec2.send(
        new CreateVolumeCommand({
          ...{ AvailabilityZone: subnet.zone, Size: size, VolumeType: TYPE, Encrypted: true, ClientToken: token },
          ...tagsOf('volume', tags, name),
        }),
      );
      token = undefined;
    },
    drift: (live, { subnet }) => [
      ...differences(live, { VolumeType: TYPE, Size: size, Encrypted: true }),
      ...differences({ Zone: live.zone }, { Zone: subnet.zone }),
      ...twinsDrift(live.twins),
    ],
    async repair(live, _, drift, ctx) {
      refuseTwins(title, live);
      const wrong = new Map(drift.map((one) => [one.field, one]));
      const fixed = wrong.get('Zone') ?? wrong.get('Encrypted');
      if (fixed)
        throw new Problem(
          {
            en: `${title} has ${fixed.field} ${fixed.live}, which cannot be changed to ${fixed.wanted}.`,
            pt: `${title} tem ${fixed.field} ${fixed.live}, que não pode mudar para ${fixed.wanted}.`,
          },
          {
            next: {
              en: 'Wait for a backup (npm run vault -- backup), delete the volume in the EC2 console, and run npm run up: a new volume fills itself.',
              pt: 'Espere um backup (npm run vault -- backup), apague o volume no console do EC2 e rode npm run up: um volume novo se enche sozinho.',
            },
          },
        );
      if (live.Size > size)
        throw new Problem(
          {
            en: `${title} has ${live.Size} GB, and a volume cannot become smaller than it is.`,
            pt: `${title} tem ${live.Size} GB, e um volume não pode ficar menor do que é.`,
          },
          {
            next: { en: `Set VAULT_GB=${live.Size}.`, pt: `Use VAULT_GB=${live.Size}.` },
          },
        );
      // EC2 changes a volume once in six hours (EC2 API reference, ModifyVolume).
      const to = { VolumeType: TYPE, ...(wrong.has('Size') && { Size: size }) } as const;
      const changed = await absentWhen(['VolumeModificationRateExceeded', 'IncorrectModificationState'], () =>
        ec2.send(new ModifyVolumeCommand({ VolumeId: live.id, ...to })),
      );
      if (!changed)
        throw new Problem(
          {
            en: `${title} was changed a short time ago, and EC2 takes the next change six hours later.`,
            pt: `${title} foi alterado há pouco tempo, e o EC2 só aceita a próxima mudança seis horas depois.`,
          },
          {
            next: { en: 'Run the same command again then.', pt: 'Rode o mesmo comando de novo depois disso.' },
          },
        );
      ctx.tell({ en: 'changing the volume', pt: 'alterando o volume' });
    },
    destroy: ({ id }, ctx) => deleteVolume(cloud, id, ctx),
    patience: 300,
    usually: 10,
    rights: [...make('CreateVolume', 'volume'), look('DescribeVolumes'), ours('DeleteVolume ModifyVolume', 'volume')],
  });
}
