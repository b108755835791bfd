// Sends the call that makes a DB instance, and says in a sentence what a person can do when RDS cannot make it.

import { CreateDBInstanceCommand, type CreateDBInstanceCommandInput } from '@aws-sdk/client-rds';
import type { Owned } from '../../aws/clients.ts';
import { errorText, isKind, Problem } from '../../engine/problems.ts';
import type { Text } from '../../engine/text.ts';
import { absentWhen, type Context, type RetryableError, retryOn } from '../../engine/wait.ts';

const firstUse: RetryableError = {
  kinds: ['InvalidVPCNetworkStateFault'],
  because: {
    en: 'RDS is being used for the first time in this account, or does not know the subnets yet',
    pt: 'o RDS está sendo usado pela primeira vez nesta conta, ou ainda não conhece as sub-redes',
  },
  patience: 120,
};

const NEXT: readonly (readonly [kinds: readonly string[], next: Text])[] = [
  [
    ['InsufficientDBInstanceCapacityFault', 'InsufficientDBInstanceCapacity'],
    {
      en: 'Run the same command again later, or choose another DB_CLASS, such as db.t4g.small.',
      pt: 'Rode o mesmo comando de novo mais tarde, ou escolha outro DB_CLASS, por exemplo db.t4g.small.',
    },
  ],
  [
    ['StorageTypeNotSupportedFault', 'StorageTypeNotSupported'],
    {
      en: 'This class of instance does not take this storage: choose another DB_CLASS.',
      pt: 'Esta classe de instância não aceita este armazenamento: escolha outro DB_CLASS.',
    },
  ],
  [
    ['InstanceQuotaExceededFault', 'InstanceQuotaExceeded', 'StorageQuotaExceededFault', 'StorageQuotaExceeded'],
    {
      en: 'Delete a database that nobody needs, or ask AWS for a higher quota (Service Quotas > Amazon RDS).',
      pt: 'Apague um banco de dados de que ninguém precisa, ou peça à AWS uma cota maior (Service Quotas > Amazon RDS).',
    },
  ],
];

/** An instance of that name that is there already counts as made: the next look decides whether it is ours. */
export async function createInstance(
  { rds }: Owned,
  request: CreateDBInstanceCommandInput,
  ctx: Context,
): Promise<void> {
  try {
    await retryOn(ctx, [firstUse], () =>
      absentWhen(['DBInstanceAlreadyExistsFault'], () => rds.send(new CreateDBInstanceCommand(request))),
    );
  } catch (cause) {
    const next = NEXT.find(([kinds]) => isKind(cause, ...kinds))?.[1];
    if (!next) throw cause;
    const { DBInstanceIdentifier, DBInstanceClass } = request;
    throw new Problem(
      {
        en: `RDS cannot make the DB instance ${DBInstanceIdentifier} (${DBInstanceClass}): ${errorText(cause)}`,
        pt: `O RDS não consegue criar a instância de banco de dados ${DBInstanceIdentifier} (${DBInstanceClass}): ${errorText(cause)}`,
      },
      { cause, next },
    );
  }
}
