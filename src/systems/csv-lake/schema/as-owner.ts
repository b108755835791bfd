// Lets the function do something as the owner of the database, and waits until the database takes the owner's password.
// Notice: once the users exist, RDS takes no password of the owner (converter/postgres/schema.ts says why). Then a token
// of IAM is its password, which the deployer signs here, without a call.

import { Signer } from '@aws-sdk/rds-signer';
import type { Owned } from '../../../aws/clients.ts';
import { may } from '../../../aws/rights.ts';
import type { Right } from '../../../engine/rights.ts';
import { type Context, until } from '../../../engine/wait.ts';
import type { DbInstance } from '../../../resources/rds/find-instance.ts';
import { resetMasterPassword } from '../../../resources/rds/master-password.ts';
import { askFunction } from '../ask-function.ts';
import type { DatabaseEvent, OwnersAnswer } from '../converter/postgres/database-event.ts';
import { OWNER } from '../converter/postgres/users.ts';

/** Seconds that RDS may need until a new password, or IAM until a right, has an effect everywhere. */
const PATIENCE = 180;

interface Place {
  readonly functionName: string;
  readonly database: DbInstance;
  readonly ctx: Context;
  /** The users exist: so a token is tried before a new password, which takes a minute. */
  readonly usersExist?: boolean;
}

/** @param event with this password of the owner */
export async function asOwner(
  cloud: Owned,
  { functionName, database, ctx, usersExist }: Place,
  event: (password: string) => DatabaseEvent,
): Promise<void> {
  const refusal = async (password: string) =>
    (await askFunction<OwnersAnswer>(cloud, functionName, event(password))).refused;
  if (usersExist && !(await refusal(await ownersToken(cloud, database)))) return;
  const { id } = database;
  const password = await resetMasterPassword(cloud, id, ctx);
  await until(
    ctx,
    {
      en: `waiting for the database ${id} to take its owner's password`,
      pt: `à espera de que o banco de dados ${id} aceite a senha do dono`,
    },
    PATIENCE,
    async () => {
      for (const one of [password, await ownersToken(cloud, database)]) {
        const refused = await refusal(one);
        if (!refused) return true;
        ctx.tell({
          en: `the database does not take the owner's password yet (${refused})`,
          pt: `o banco de dados ainda não aceita a senha do dono (${refused})`,
        });
      }
      return undefined;
    },
  );
}

/** Valid for 15 minutes. */
const ownersToken = ({ rds, region }: Owned, { host = '', port }: DbInstance): Promise<string> =>
  new Signer({ hostname: host, port, region, username: OWNER, credentials: rds.config.credentials }).getAuthToken();

/** Of a part that does so, and keeps in a tag of the instance what it did. */
export const ownersRights = (cloud: Owned, instance: string, functionName: string): Right[] => [
  may(
    'rds',
    'AddTagsToResource DescribeDBInstances ModifyDBInstance RemoveTagsFromResource',
    cloud.arn('rds', `db:${instance}`),
  ),
  may('rds-db', 'connect', cloud.arn('rds-db', `dbuser:*/${OWNER}`)),
  may('lambda', 'InvokeFunction', cloud.arn('lambda', `function:${functionName}`)),
];
