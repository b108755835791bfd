// How somebody breaks a database and the list of its subnets.
// Notice: on AWS each change of a database takes minutes, and a bigger one costs more while it exists.

import { ModifyDBInstanceCommand, ModifyDBSubnetGroupCommand, StopDBInstanceCommand } from '@aws-sdk/client-rds';
import type { Break, Breaks } from '../break.ts';
import type { DbInstance } from './find-instance.ts';
import type { DbSubnetGroup } from './subnet-group.ts';

export const dbSubnetGroupBreaks = {
  'somebody takes a subnet off the list': {
    field: 'SubnetIds',
    byHand: ({ rds }, { name, SubnetIds }) =>
      rds.send(new ModifyDBSubnetGroupCommand({ DBSubnetGroupName: name, SubnetIds: SubnetIds.slice(0, 1) })),
  },
} satisfies Breaks<DbSubnetGroup>;

const modify = (field: string, change: object): Break<DbInstance> => ({
  field,
  byHand: ({ rds }, _, DBInstanceIdentifier) =>
    rds.send(new ModifyDBInstanceCommand({ DBInstanceIdentifier, ApplyImmediately: true, ...change })),
});

export const dbInstanceBreaks = {
  'somebody opens the database to the internet': modify('PubliclyAccessible', { PubliclyAccessible: true }),
  'somebody switches IAM authentication off': modify('IAMDatabaseAuthenticationEnabled', {
    EnableIAMDatabaseAuthentication: false,
  }),
  'somebody chooses a bigger instance': modify('DBInstanceClass', { DBInstanceClass: 'db.m7g.large' }),
  'somebody keeps backups for a month': modify('BackupRetentionPeriod', { BackupRetentionPeriod: 30 }),
  'somebody protects it against deletion': modify('DeletionProtection', { DeletionProtection: true }),
  'somebody stops it': {
    field: 'status',
    byHand: ({ rds }, _, DBInstanceIdentifier) => rds.send(new StopDBInstanceCommand({ DBInstanceIdentifier })),
  },
} satisfies Breaks<DbInstance>;
