// What may go wrong while an instance starts: a profile that EC2 does not know yet or forgets, and a zone without room.

import {
  AssociateIamInstanceProfileCommand,
  DescribeIamInstanceProfileAssociationsCommand,
  ReplaceIamInstanceProfileAssociationCommand,
} from '@aws-sdk/client-ec2';
import type { Owned } from '../../aws/clients.ts';
import { errorText, isKind, Problem } from '../../engine/problems.ts';
import { type Context, type RetryableError, retryOn } from '../../engine/wait.ts';

/** A profile that was just made (Terraform allows two minutes). */
export const profileNotKnownYet: RetryableError = {
  kinds: ['InvalidParameterValue', 'InvalidIAMInstanceProfile.NotFound'],
  message: /instance.?profile/i,
  because: {
    en: 'EC2 does not know the new instance profile everywhere yet',
    pt: 'o EC2 ainda não conhece o perfil de instância novo em todo lugar',
  },
  patience: 120,
};
export const notReadyYet: RetryableError = {
  kinds: ['IncorrectInstanceState', 'IncorrectState', 'InvalidInstanceID.NotFound'],
  because: { en: 'EC2 is still busy with the instance', pt: 'o EC2 ainda está ocupado com a instância' },
  patience: 120,
};

/** EC2 may start an instance without its profile and without an error. */
export async function giveProfile({ ec2 }: Owned, InstanceId: string, Name: string, ctx: Context): Promise<void> {
  const { IamInstanceProfileAssociations: found = [] } = await ec2.send(
    new DescribeIamInstanceProfileAssociationsCommand({ Filters: [{ Name: 'instance-id', Values: [InstanceId] }] }),
  );
  const AssociationId = found.find(({ State }) => State === 'associated' || State === 'associating')?.AssociationId;
  const IamInstanceProfile = { Name };
  await retryOn<unknown>(ctx, [profileNotKnownYet, notReadyYet], () =>
    AssociationId
      ? ec2.send(new ReplaceIamInstanceProfileAssociationCommand({ AssociationId, IamInstanceProfile }))
      : ec2.send(new AssociateIamInstanceProfileCommand({ InstanceId, IamInstanceProfile })),
  );
}

/** Says what to do when the zone has no room. (Its status is 500, so it would be taken for an error that passes.) */
export function noCapacity(error: unknown, name: string, type: string, zone: string): unknown {
  if (!isKind(error, 'InsufficientInstanceCapacity', 'Unsupported')) return error;
  return new Problem(
    {
      en: `AWS has no ${type} in ${zone} for the instance ${name}: ${errorText(error)}.`,
      pt: `A AWS não tem ${type} em ${zone} para a instância ${name}: ${errorText(error)}.`,
    },
    {
      cause: error,
      next: {
        en: 'Set VAULT_INSTANCE_TYPE to another type, such as t3a.micro or t2.micro, or run the same command again later.',
        pt: 'Ponha outro tipo em VAULT_INSTANCE_TYPE, como t3a.micro ou t2.micro, ou rode o mesmo comando de novo mais tarde.',
      },
    },
  );
}
