// Grafana's users and its database as a part. The function that stands beside the database makes them. A tag of the instance says
// for which secrets they were made, as two short hashes: secrets have 192 random bits, so a hash tells nothing of them.

import { AddTagsToResourceCommand, RemoveTagsFromResourceCommand } from '@aws-sdk/client-rds';
import type { Owned } from '../../../aws/clients.ts';
import { differences } from '../../../engine/drift.ts';
import type { Purpose } from '../../../engine/lifecycle.ts';
import { defineStep } from '../../../engine/step.ts';
import type { Context } from '../../../engine/wait.ts';
import type { LambdaFunction } from '../../../resources/lambda/function-state.ts';
import { type DbInstance, findInstance } from '../../../resources/rds/find-instance.ts';
import { markOf, type Secret } from '../../../resources/ssm/parameter.ts';
import { OWNER } from '../converter/postgres/users.ts';
import { asOwner, ownersRights } from '../schema/as-owner.ts';

export interface GrafanaUsersSettings {
  instance: string;
  functionName: string;
  about: Purpose;
}

/** The secrets of Grafana, by the names that the parts list gives them. */
export interface GrafanaSecrets {
  readonly adminPassword: Secret;
  readonly secretKey: Secret;
  readonly databasePassword: Secret;
  readonly readerPassword: Secret;
}

export interface GrafanaUsers {
  readonly arn: string;
  /** Of the secrets that stand inside its database: another one means a new database. */
  readonly inside: string;
  /** Of the passwords of its two users. */
  readonly passwords: string;
}

interface Needs {
  function: LambdaFunction;
  database: DbInstance;
  secrets: GrafanaSecrets;
  /** The users and the ledger of the lake. */
  schema: unknown;
}

const TAG = 'grafana';

export function grafanaUsers(cloud: Owned, { instance, functionName, about }: GrafanaUsersSettings) {
  const make = async ({ database, secrets }: Needs, fresh: boolean, ctx: Context) => {
    await asOwner(cloud, { functionName, database, ctx, usersExist: true }, (password) => ({
      ...{ action: 'grafana', user: OWNER, password, fresh },
      databasePassword: secrets.databasePassword.value,
      readerPassword: secrets.readerPassword.value,
    }));
    const { inside, passwords } = marksOf(secrets);
    const Tags = [{ Key: TAG, Value: `${inside}-${passwords}` }];
    await cloud.rds.send(new AddTagsToResourceCommand({ ResourceName: database.arn, Tags }));
  };

  return defineStep<Needs, GrafanaUsers>({
    kind: 'Database schema',
    name: `${instance}/grafana`,
    title: `Users and database of Grafana in ${instance}`,
    about: { ...about, console: 'RDS > Databases > Tags' },
    async observe() {
      const live = await findInstance(cloud, instance);
      if (!live || live.status === 'deleting') return undefined;
      const mark = Array.isArray(live.tags) ? live.tags.find(({ Key }) => Key === TAG)?.Value : undefined;
      const [inside = '', passwords = ''] = mark?.split('-') ?? [];
      return mark === undefined ? undefined : { arn: live.arn, inside, passwords };
    },
    create: (needs, ctx) => make(needs, true, ctx),
    drift: (live, { secrets }) => differences(live, marksOf(secrets)),
    repair: (_, needs, drift, ctx) =>
      make(
        needs,
        drift.some(({ field }) => field === 'inside'),
        ctx,
      ),
    // The database goes with the instance. Its passwords are deleted, so nobody gets in; a later `up` makes it anew.
    destroy: ({ arn }) => cloud.rds.send(new RemoveTagsFromResourceCommand({ ResourceName: arn, TagKeys: [TAG] })),
    usually: 15,
    patience: 900,
    lag: cloud.local ? 0 : 15,
    rights: ownersRights(cloud, instance, functionName),
  });
}

const marksOf = ({ adminPassword, secretKey, databasePassword, readerPassword }: GrafanaSecrets) => ({
  inside: markOf(adminPassword, secretKey),
  passwords: markOf(databasePassword, readerPassword),
});
