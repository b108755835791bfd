// The users and the ledger of the database. The database is private, so the function that stands beside it makes them; the
// owner's password is new each time, and forgotten afterwards. A tag of the instance says which version it has.

import { AddTagsToResourceCommand, RemoveTagsFromResourceCommand } from '@aws-sdk/client-rds';
import type { Owned } from '../../../aws/clients.ts';
import { differences } from '../../../engine/drift.ts';
import type { Purpose } from '../../../engine/lifecycle.ts';
import { Problem } from '../../../engine/problems.ts';
import { defineStep } from '../../../engine/step.ts';
import type { Context } from '../../../engine/wait.ts';
import type { LambdaFunction } from '../../../resources/lambda/function-state.ts';
import { type DbInstance, findInstance } from '../../../resources/rds/find-instance.ts';
import { markOf, type Secret } from '../../../resources/ssm/parameter.ts';
import { OWNER, SCHEMA_VERSION } from '../converter/postgres/users.ts';
import { asOwner, ownersRights } from './as-owner.ts';

export interface SchemaSettings {
  /** "Users and ledger of ada-dev-csv-lake" is the step's title. */
  instance: string;
  functionName: string;
  about: Purpose;
}

export interface DatabaseSchema {
  /** Of the instance whose schema it is. */
  readonly arn: string;
  readonly version: string | undefined;
  /** How the function connects: "iam", or "password" with a mark that changes with the password. */
  readonly users: string;
}

interface Needs {
  function: LambdaFunction;
  database: DbInstance;
  /** Of the function's users; undefined where they connect with tokens of IAM. The function has it in its variables. */
  password: Secret | undefined;
  /** What must exist before the function reaches the database: rules of a network. */
  connected?: unknown;
}

const TAG = 'schema-version';
const USERS = 'database-users';
/** Twelve digits of a hash: the password has 192 random bits, so they tell nothing of it. */
const usersOf = ({ password }: Pick<Needs, 'password'>): string => (password ? `password-${markOf(password)}` : IAM);
const IAM = 'iam';

export function databaseSchema(cloud: Owned, { instance, functionName, about }: SchemaSettings) {
  const migrate = async ({ database, password }: Needs, ctx: Context) => {
    await asOwner(cloud, { functionName, database, ctx }, (owners) => ({
      action: 'migrate',
      user: OWNER,
      password: owners,
    }));
    const Tags = [
      { Key: TAG, Value: String(SCHEMA_VERSION) },
      { Key: USERS, Value: usersOf({ password }) },
    ];
    await cloud.rds.send(new AddTagsToResourceCommand({ ResourceName: database.arn, Tags }));
  };

  return defineStep<Needs, DatabaseSchema>({
    kind: 'Database schema',
    name: instance,
    title: `Users and ledger of ${instance}`,
    about: { ...about, console: 'RDS > Databases > Tags' },
    async observe() {
      const live = await findInstance(cloud, instance);
      if (!live || live.status === 'deleting') return undefined;
      const version = tagIn(live.tags, TAG);
      // A database that an earlier version of this project made has tokens of IAM.
      return version === undefined ? undefined : { arn: live.arn, version, users: tagIn(live.tags, USERS) ?? IAM };
    },
    create: migrate,
    drift: (live, needs) => differences(live, { version: String(SCHEMA_VERSION), users: usersOf(needs) }),
    repair(live, needs, _, ctx) {
      if (Number(live.version) > SCHEMA_VERSION)
        throw new Problem(
          {
            en: `The database ${instance} has a schema of a later version of this project.`,
            pt: `O banco de dados ${instance} tem um esquema de uma versão mais nova deste projeto.`,
          },
          {
            next: {
              en: 'Work with the newest version of the project (git pull), or take the system down and up again.',
              pt: 'Trabalhe com a versão mais nova do projeto (git pull), ou remova o sistema e construa de novo.',
            },
          },
        );
      return migrate(needs, ctx);
    },
    // Users and ledger go with the instance. Without the tag the next `up` makes them again, which harms nothing.
    destroy: ({ arn }) =>
      cloud.rds.send(new RemoveTagsFromResourceCommand({ ResourceName: arn, TagKeys: [TAG, USERS] })),
    usually: 75,
    patience: 900,
    lag: cloud.local ? 0 : 15,
    rights: ownersRights(cloud, instance, functionName),
  });
}

const tagIn = (tags: DbInstance['tags'], name: string): string | undefined =>
  Array.isArray(tags) ? tags.find(({ Key }) => Key === name)?.Value : undefined;
