// The DB instances and DB subnet groups of an owner, and the snapshots that stay when a database goes.

import {
  DescribeDBInstancesCommand,
  ListTagsForResourceCommand,
  paginateDescribeDBInstances,
  paginateDescribeDBSnapshots,
  paginateDescribeDBSubnetGroups,
} from '@aws-sdk/client-rds';
import { isOwned, type Service } from '../../aws/listing.ts';
import { may } from '../../aws/rights.ts';

export const RDS: Service = {
  name: 'RDS',
  // A database schema is inside an instance: it goes with it, and needs no list of its own.
  kinds: ['DB instance', 'DB subnet group', 'Database schema'],
  looksAt: [
    { en: 'DB instances', pt: 'instâncias de banco de dados' },
    { en: 'DB subnet groups', pt: 'grupos de sub-redes de banco de dados' },
    { en: 'DB snapshots', pt: 'snapshots de banco de dados' },
  ],
  ask: ({ rds }) => rds.send(new DescribeDBInstancesCommand({ MaxRecords: 20 })),
  async *list(cloud) {
    const { rds: client } = cloud;
    for await (const { DBInstances = [] } of paginateDescribeDBInstances({ client }, {}))
      for (const { DBInstanceIdentifier: name = '', DBInstanceStatus, TagList } of DBInstances)
        if (await isOwned(cloud, name, async () => TagList))
          yield { service: 'DB instance', name, ...(DBInstanceStatus && { why: DBInstanceStatus }) };

    const tagsOf = async (ResourceName?: string) =>
      (await client.send(new ListTagsForResourceCommand({ ResourceName }))).TagList;
    for await (const { DBSubnetGroups = [] } of paginateDescribeDBSubnetGroups({ client }, {}))
      for (const { DBSubnetGroupName: name = '', DBSubnetGroupArn } of DBSubnetGroups)
        if (await isOwned(cloud, name, () => tagsOf(DBSubnetGroupArn))) yield { service: 'DB subnet group', name };

    // Automatic snapshots are deleted with the instance. A manual one is there because somebody asked for it.
    for await (const { DBSnapshots = [] } of paginateDescribeDBSnapshots({ client }, { SnapshotType: 'manual' }))
      for (const { DBSnapshotIdentifier: name = '', DBInstanceIdentifier, TagList } of DBSnapshots)
        if (await isOwned(cloud, DBInstanceIdentifier, async () => TagList))
          yield { service: 'DB snapshot', name, stays: 'somebody asked for it; it costs money until it is deleted' };
  },
  rights: () => [may('rds', 'DescribeDBInstances DescribeDBSnapshots DescribeDBSubnetGroups', '*')],
};
