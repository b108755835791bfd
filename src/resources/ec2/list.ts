// The instances and volumes of an owner, snapshots too: they are made by a command, and cost money until somebody deletes
// them.

import { DescribeInstancesCommand, DescribeSnapshotsCommand } from '@aws-sdk/client-ec2';
import type { Service } from '../../aws/listing.ts';
import { may } from '../../aws/rights.ts';
import { isOurs, tagFilters } from '../../aws/tags.ts';
import type { Text } from '../../engine/text.ts';
import { findInstances } from './find-instance.ts';
import { findVolumes } from './find-volume.ts';
import { SNAPSHOT_PRICE } from './prices.ts';

export const INSTANCES: Service = {
  name: 'EC2 instances and volumes',
  kinds: ['Instance', 'Volume', 'Volume attachment'],
  looksAt: [{ en: 'instances', pt: 'instâncias' }, 'volumes', 'snapshots'],
  ask: ({ ec2 }) => ec2.send(new DescribeInstancesCommand({ MaxResults: 5 })),
  async *list(cloud) {
    for (const { id, state } of await findInstances(cloud)) yield { service: 'Instance', name: id, why: state };
    for (const { id, state, attachment } of await findVolumes(cloud))
      yield { service: 'Volume', name: id, why: attachment ? within(state, attachment.instance) : state };
    const request = { OwnerIds: ['self'], Filters: tagFilters(cloud.tags) };
    const { Snapshots = [] } = await cloud.ec2.send(new DescribeSnapshotsCommand(request));
    for (const { SnapshotId, Tags, StartTime } of Snapshots)
      if (isOurs(cloud.tags, Tags))
        yield {
          service: 'Snapshot',
          name: String(SnapshotId),
          stays: askedFor(String(StartTime?.toISOString().slice(0, 10))),
        };
  },
  rights: () => [may('ec2', 'DescribeInstances DescribeSnapshots DescribeVolumes', '*')],
};

const within = (state: string, instance: string): Text => ({
  en: `${state}, in ${instance}`,
  pt: `${state}, em ${instance}`,
});
const askedFor = (day: string): Text => ({
  en: `of ${day}, a copy that you asked for; it costs ${SNAPSHOT_PRICE.en}`,
  pt: `de ${day}, uma cópia que você pediu; custa ${SNAPSHOT_PRICE.pt}`,
});
