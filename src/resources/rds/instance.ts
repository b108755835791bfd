// A PostgreSQL database: one DB instance, encrypted, reachable from its VPC only, with IAM authentication. It takes
// minutes to make, to change and to delete, and it costs money by the hour from the moment it exists.
// Notice: its master password is made here and thrown away. Whoever needs it sets a new one (master-password.ts), so it
// is stored nowhere. Notice: in a VPC with an internet gateway RDS makes an instance public unless told otherwise.

import { ModifyDBInstanceCommand, StartDBInstanceCommand } from '@aws-sdk/client-rds';
import type { Owned } from '../../aws/clients.ts';
import { isOurs, tagList } from '../../aws/tags.ts';
import { differences } from '../../engine/drift.ts';
import type { Purpose } from '../../engine/lifecycle.ts';
import { Problem } from '../../engine/problems.ts';
import { defineStep } from '../../engine/step.ts';
import { retryOn } from '../../engine/wait.ts';
import type { SecurityGroup } from '../vpc/find-groups.ts';
import { createInstance } from './create-instance.ts';
import { deleteInstance, deletionCall } from './delete-instance.ts';
import { type DbInstance, findInstance, instanceBusy } from './find-instance.ts';
import { instanceRights } from './instance-rights.ts';
import { NEVER_READY, READY, STOPPED } from './instance-states.ts';
import { newPassword } from './master-password.ts';
import { instancePrice, type StorageType } from './prices.ts';
import type { DbSubnetGroup } from './subnet-group.ts';

export interface InstanceSettings {
  /** 1 to 63 lower-case letters, digits and single hyphens; a letter first. */
  id: string;
  about: Purpose;
  /** The database that is made with the instance. */
  database: string;
  /** The user that owns it. Not "postgres" and not "admin": both are the first that an attacker tries (FSBP RDS.25). */
  masterUser: string;
  /** "db.t4g.micro" */
  instanceClass: string;
  /** gp2 in a Learner Lab. */
  storageType: StorageType;
  /** GiB, 20 or more. It can grow, and never shrink. */
  storage: number;
  /** Days for which automatic backups are kept; 0 = none. They are deleted with the instance. */
  backupDays: number;
  /** Name of the snapshot that `remove` makes, a name that no snapshot has; without it the data is gone. */
  finalSnapshot?: string | undefined;
}

interface Needs {
  subnets: DbSubnetGroup;
  group: SecurityGroup;
}

/** The major version. RDS chooses the newest minor version of it, and keeps it new. */
export const POSTGRESQL = '18';
/** Seconds. Terraform allows 40 minutes to create, 80 to change and 60 to delete (aws_db_instance). */
const PATIENCE = 80 * 60;
const IMMUTABLE = ['StorageEncrypted', 'DBSubnetGroupName', 'DBName', 'MasterUsername'];

export function postgresInstance(cloud: Owned, settings: InstanceSettings) {
  const { rds, tags } = cloud;
  const { id, about, database, masterUser, instanceClass, storageType, storage, backupDays, finalSnapshot } = settings;
  const at = { DBInstanceIdentifier: id };
  const common = {
    DBInstanceClass: instanceClass,
    StorageType: storageType,
    PubliclyAccessible: false,
    BackupRetentionPeriod: backupDays,
    DeletionProtection: false,
  };
  const fixed = { StorageEncrypted: true, DBName: database, MasterUsername: masterUser };
  const wanted = ({ subnets, group }: Needs, live: DbInstance) => ({
    ...common,
    ...fixed,
    IAMDatabaseAuthenticationEnabled: true,
    AllocatedStorage: Math.max(storage, live.AllocatedStorage),
    SecurityGroups: [group.id],
    DBSubnetGroupName: subnets.name,
    ...(live.status === STOPPED && { status: 'available' }),
  });

  return defineStep<Needs, DbInstance>({
    kind: 'DB instance',
    name: id,
    about: { ...about, ...instancePrice(instanceClass, storageType, storage), console: 'RDS > Databases' },

    observe: () => findInstance(cloud, id),
    ours: (live) => isOurs(tags, live.tags),
    ready({ status, host }) {
      if (NEVER_READY.test(status))
        throw new Problem(
          {
            en: `DB instance ${id} is in the state ${status}, from which it does not recover by itself.`,
            pt: `A instância de banco de dados ${id} está no estado ${status}, do qual não se recupera sozinha.`,
          },
          {
            next: {
              en: 'See RDS > Databases > Logs & events for the reason. Take the system down and up again: its rows go with it.',
              pt: 'Veja o motivo em RDS > Bancos de dados > Logs e eventos. Remova o sistema e construa de novo: as linhas vão junto.',
            },
          },
        );
      return status === STOPPED || (READY.includes(status) && host !== undefined);
    },
    leaving: ({ status }) => status === 'deleting',

    async create({ subnets, group }, ctx) {
      const request = {
        ...at,
        ...common,
        ...fixed,
        Engine: 'postgres',
        EngineVersion: POSTGRESQL,
        AllocatedStorage: storage,
        EnableIAMDatabaseAuthentication: true,
        MasterUserPassword: newPassword(),
        MultiAZ: false,
        AutoMinorVersionUpgrade: true,
        CopyTagsToSnapshot: true,
        DBSubnetGroupName: subnets.name,
        VpcSecurityGroupIds: [group.id],
        Tags: tagList(tags),
      };
      await createInstance(cloud, request, ctx);
    },

    drift: (live, needs) => differences(live, wanted(needs, live)),

    async repair(_, { group }, drift, ctx) {
      const stays = drift.find(({ field }) => IMMUTABLE.includes(field));
      if (stays)
        throw new Problem(
          {
            en: `DB instance ${id} has ${stays.field} ${stays.live}, which cannot be changed to ${stays.wanted}.`,
            pt: `A instância de banco de dados ${id} tem ${stays.field} ${stays.live}, que não pode mudar para ${stays.wanted}.`,
          },
          {
            next: {
              en: 'Take the system down and up again; the rows in the database are lost with it.',
              pt: 'Remova o sistema e construa de novo; as linhas do banco de dados se perdem.',
            },
          },
        );
      const wrong = new Set(drift.map(({ field }) => field));
      if (wrong.has('status')) await retryOn(ctx, [instanceBusy], () => rds.send(new StartDBInstanceCommand(at)));
      const change = {
        ...Object.fromEntries(Object.entries(common).filter(([field]) => wrong.has(field))),
        ...(wrong.has('IAMDatabaseAuthenticationEnabled') && { EnableIAMDatabaseAuthentication: true }),
        ...(wrong.has('AllocatedStorage') && { AllocatedStorage: storage }),
        ...(wrong.has('SecurityGroups') && { VpcSecurityGroupIds: [group.id] }),
      };
      if (Object.keys(change).length)
        await retryOn(ctx, [instanceBusy], () =>
          rds.send(new ModifyDBInstanceCommand({ ...at, ApplyImmediately: true, ...change })),
        );
    },

    destroy: (live, ctx) => deleteInstance(cloud, live, finalSnapshot, ctx),
    patience: PATIENCE,
    usually: 8 * 60,
    stopsBill: deletionCall(cloud, id, finalSnapshot),
    lag: cloud.local ? 0 : 15,
    rights: instanceRights(cloud, settings),
  });
}
