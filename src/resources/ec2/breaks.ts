// How somebody breaks an instance and a volume by hand.

import {
  CreateTagsCommand,
  DescribeIamInstanceProfileAssociationsCommand,
  DisassociateIamInstanceProfileCommand,
  ModifyVolumeCommand,
  StopInstancesCommand,
} from '@aws-sdk/client-ec2';
import type { Breaks } from '../break.ts';
import { BOOT_TAG, type Instance } from './find-instance.ts';
import type { Volume } from './find-volume.ts';

export const instanceBreaks = {
  'somebody stops it': {
    field: 'State',
    byHand: ({ ec2 }, { id }) => ec2.send(new StopInstancesCommand({ InstanceIds: [id] })),
  },
  'somebody takes its profile away': {
    field: 'Profile',
    async byHand({ ec2 }, { id }) {
      const Filters = [{ Name: 'instance-id', Values: [id] }];
      const { IamInstanceProfileAssociations: [found] = [] } = await ec2.send(
        new DescribeIamInstanceProfileAssociationsCommand({ Filters }),
      );
      await ec2.send(new DisassociateIamInstanceProfileCommand({ AssociationId: found?.AssociationId }));
    },
  },
  'it runs with programs of an earlier version': {
    field: 'Boot',
    byHand: ({ ec2 }, { id }) =>
      ec2.send(
        new CreateTagsCommand({ Resources: [id], Tags: [{ Key: BOOT_TAG, Value: 's3://earlier/boot/0.json' }] }),
      ),
  },
} satisfies Breaks<Instance>;

export const volumeBreaks = {
  'somebody chooses another type': {
    field: 'VolumeType',
    byHand: ({ ec2 }, { id }) => ec2.send(new ModifyVolumeCommand({ VolumeId: id, VolumeType: 'gp2' })),
  },
} satisfies Breaks<Volume>;
