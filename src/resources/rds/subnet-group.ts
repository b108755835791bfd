// The DB subnet group: the list of subnets in which RDS may put a database. They must be in at least two zones.

import {
  CreateDBSubnetGroupCommand,
  DeleteDBSubnetGroupCommand,
  DescribeDBSubnetGroupsCommand,
  ListTagsForResourceCommand,
  ModifyDBSubnetGroupCommand,
} from '@aws-sdk/client-rds';
import type { Owned } from '../../aws/clients.ts';
import { may } from '../../aws/rights.ts';
import { isOurs, type LiveTags, tagList } from '../../aws/tags.ts';
import { differences } from '../../engine/drift.ts';
import type { Purpose } from '../../engine/lifecycle.ts';
import { defineStep } from '../../engine/step.ts';
import { absentWhen, retryOn } from '../../engine/wait.ts';
import { notKnownYet } from '../vpc/ec2-errors.ts';
import type { Subnet } from '../vpc/subnet.ts';

export interface DbSubnetGroup {
  readonly name: string;
  readonly SubnetIds: readonly string[];
  readonly tags: LiveTags;
}

/** @param settings.name lower case, because RDS stores it in lower case */
export function dbSubnetGroup({ rds, tags, arn }: Owned, { name, about }: { name: string; about: Purpose }) {
  const at = { DBSubnetGroupName: name };
  const idsOf = (subnets: readonly Subnet[]) => subnets.map(({ id }) => id);
  return defineStep<{ subnets: readonly Subnet[] }, DbSubnetGroup>({
    kind: 'DB subnet group',
    name,
    about: { ...about, console: 'RDS > Subnet groups' },

    async observe() {
      const answer = await absentWhen(['DBSubnetGroupNotFoundFault'], () =>
        rds.send(new DescribeDBSubnetGroupsCommand(at)),
      );
      const live = answer?.DBSubnetGroups?.[0];
      if (!live) return undefined;
      const { TagList } = await rds.send(new ListTagsForResourceCommand({ ResourceName: live.DBSubnetGroupArn }));
      const ids = (live.Subnets ?? []).map(({ SubnetIdentifier }) => String(SubnetIdentifier));
      return { name, SubnetIds: ids, tags: TagList };
    },
    ours: (live) => isOurs(tags, live.tags),

    async create({ subnets }, ctx) {
      const make = () =>
        rds.send(
          new CreateDBSubnetGroupCommand({
            ...at,
            DBSubnetGroupDescription: `Subnets of ${name}`,
            SubnetIds: idsOf(subnets),
            Tags: tagList(tags),
          }),
        );
      const unknown = { ...notKnownYet('the subnets'), kinds: ['InvalidSubnet'], patience: 60 };
      await retryOn(ctx, [unknown], () => absentWhen(['DBSubnetGroupAlreadyExistsFault'], make));
    },
    drift: (live, { subnets }) => differences(live, { SubnetIds: idsOf(subnets) }),
    repair: (_, { subnets }) => rds.send(new ModifyDBSubnetGroupCommand({ ...at, SubnetIds: idsOf(subnets) })),
    async destroy(_, ctx) {
      const inUse = {
        kinds: ['InvalidDBSubnetGroupStateFault', 'InvalidDBSubnetGroupState'],
        because: {
          en: 'RDS still counts it as in use by the database that was just deleted',
          pt: 'o RDS ainda o considera em uso pelo banco de dados que acabou de ser apagado',
        },
        patience: 600,
      };
      await retryOn(ctx, [inUse], () =>
        absentWhen(['DBSubnetGroupNotFoundFault'], () => rds.send(new DeleteDBSubnetGroupCommand(at))),
      );
    },
    usually: 3,
    rights: [
      may(
        'rds',
        `AddTagsToResource CreateDBSubnetGroup DeleteDBSubnetGroup DescribeDBSubnetGroups ListTagsForResource
         ModifyDBSubnetGroup`,
        arn('rds', `subgrp:${name}`),
      ),
    ],
  });
}
