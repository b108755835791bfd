// The IAM rights that the life of a DB instance needs.

import type { Owned } from '../../aws/clients.ts';
import { equals, may } from '../../aws/rights.ts';

/** Names: of the instance, and of the snapshot that is made when it is deleted. */
interface Named {
  readonly id: string;
  readonly finalSnapshot?: string | undefined;
}

export function instanceRights(cloud: Owned, { id, finalSnapshot }: Named) {
  const at = (what: string) => cloud.arn('rds', what);
  return [
    may(
      'rds',
      `AddTagsToResource CreateDBInstance DeleteDBInstance DescribeDBInstances ModifyDBInstance StartDBInstance`,
      at(`db:${id}`),
    ),
    // CreateDBInstance names its subnet group too. Parameters and options are those that RDS gives by default.
    may('rds', 'CreateDBInstance', at(`subgrp:${id}*`)),
    may('rds', 'CreateDBInstance', [at('pg:default.postgres*'), at('og:default:postgres-*')], {
      sid: 'DefaultDatabaseSettings',
    }),
    ...(finalSnapshot
      ? [may('rds', 'AddTagsToResource CreateDBSnapshot DeleteDBInstance', at(`snapshot:${finalSnapshot}`))]
      : []),
    // Whoever makes a database must be able to see its network (RDS user guide, "Actions defined by Amazon RDS").
    may(
      'ec2',
      `DescribeAccountAttributes DescribeAvailabilityZones DescribeInternetGateways DescribeSecurityGroups
       DescribeSubnets DescribeVpcAttribute DescribeVpcs`,
      '*',
    ),
    // The first database of an account makes RDS's own role (RDS user guide, "Using service-linked roles").
    may(
      'iam',
      'CreateServiceLinkedRole',
      `arn:${cloud.partition}:iam::${cloud.account}:role/aws-service-role/rds.amazonaws.com/*`,
      { when: equals({ 'iam:AWSServiceName': 'rds.amazonaws.com' }) },
    ),
  ];
}
