// A DB instance as RDS describes it, with its tags.

import { type DBInstance, DescribeDBInstancesCommand } from '@aws-sdk/client-rds';
import type { Owned } from '../../aws/clients.ts';
import type { LiveTags } from '../../aws/tags.ts';
import { absentWhen, type RetryableError } from '../../engine/wait.ts';

export interface DbInstance {
  readonly id: string;
  readonly arn: string;
  /** "db-ABC…": in the ARN of a right to connect as a user of the database. */
  readonly resourceId: string;
  readonly status: string;
  /** Known once it is available. */
  readonly host: string | undefined;
  readonly port: number;
  readonly DBName: string | undefined;
  readonly MasterUsername: string | undefined;
  readonly DBInstanceClass: string | undefined;
  readonly StorageType: string | undefined;
  /** GiB */
  readonly AllocatedStorage: number;
  readonly StorageEncrypted: boolean;
  readonly PubliclyAccessible: boolean;
  readonly IAMDatabaseAuthenticationEnabled: boolean;
  readonly BackupRetentionPeriod: number;
  readonly DeletionProtection: boolean;
  readonly DBSubnetGroupName: string | undefined;
  readonly SecurityGroups: readonly string[];
  /** A new master password was sent, and RDS has not set it yet. */
  readonly passwordPending: boolean;
  readonly madeAt: Date | undefined;
  readonly tags: LiveTags;
}

/** RDS takes one change of an instance at a time. */
export const instanceBusy: RetryableError = {
  kinds: ['InvalidDBInstanceStateFault', 'InvalidDBInstanceState'],
  because: { en: 'RDS is still busy with it', pt: 'o RDS ainda está ocupado com ele' },
  patience: 3600,
};

export const INSTANCE_ABSENT = ['DBInstanceNotFoundFault', 'DBInstanceNotFound'];

export async function findInstance({ rds }: Owned, id: string): Promise<DbInstance | undefined> {
  const answer = await absentWhen(INSTANCE_ABSENT, () =>
    rds.send(new DescribeDBInstancesCommand({ DBInstanceIdentifier: id })),
  );
  const live = answer?.DBInstances?.[0];
  return live && readInstance(id, live);
}

function readInstance(id: string, live: DBInstance): DbInstance {
  return {
    id,
    arn: live.DBInstanceArn ?? '',
    resourceId: live.DbiResourceId ?? '',
    status: live.DBInstanceStatus ?? '',
    host: live.Endpoint?.Address,
    port: live.Endpoint?.Port ?? 5432,
    DBName: live.DBName,
    MasterUsername: live.MasterUsername,
    DBInstanceClass: live.DBInstanceClass,
    StorageType: live.StorageType,
    AllocatedStorage: live.AllocatedStorage ?? 0,
    StorageEncrypted: live.StorageEncrypted ?? false,
    PubliclyAccessible: live.PubliclyAccessible ?? false,
    IAMDatabaseAuthenticationEnabled: live.IAMDatabaseAuthenticationEnabled ?? false,
    BackupRetentionPeriod: live.BackupRetentionPeriod ?? 0,
    DeletionProtection: live.DeletionProtection ?? false,
    DBSubnetGroupName: live.DBSubnetGroup?.DBSubnetGroupName,
    // A group that was taken off is listed as "removing" for a while.
    SecurityGroups: (live.VpcSecurityGroups ?? [])
      .filter(({ Status }) => Status !== 'removing')
      .map(({ VpcSecurityGroupId }) => String(VpcSecurityGroupId)),
    passwordPending: live.PendingModifiedValues?.MasterUserPassword !== undefined,
    madeAt: live.InstanceCreateTime,
    tags: live.TagList ?? [],
  };
}
