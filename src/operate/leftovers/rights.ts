// What looking for leftovers asks for, beside the lives of the parts: lists of everything, and the tags of what is listed.

import type { Owned } from '../../aws/clients.ts';
import { may } from '../../aws/rights.ts';

/** @param roles and @param boundary names */
export const leftoverRights = (cloud: Owned, roles: readonly string[], boundary: string) => {
  const arn = (what: string) => `arn:${cloud.partition}:iam::${cloud.account}:${what}`;
  return [
    may('elasticache', 'DescribeCacheSubnetGroups DescribeReplicationGroups', '*'),
    may('iam', 'ListPolicies ListRoles', '*'),
    may('iam', 'ListPolicyTags', arn(`policy/${boundary}`)),
    may(
      'iam',
      'ListRoleTags',
      roles.map((role) => arn(`role/${role}`)),
    ),
    may('lambda', 'ListFunctions', '*'),
    may('s3', 'ListAllMyBuckets', '*'),
    may('sns', 'ListSubscriptions ListTopics', '*'),
    may('sqs', 'ListQueues', '*'),
  ];
};
