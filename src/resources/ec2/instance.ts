// An EC2 instance that is never changed from inside: with other programs, settings, type or place it is replaced, and its
// data volume stays. Its boot text does not run a second time, so one road serves update, repair and loss. What it was
// started with stands in a tag, because AWS shows its user data only with another right, and an emulator not at all.

import { randomUUID } from 'node:crypto';
import { type _InstanceType as InstanceType, RunInstancesCommand, StartInstancesCommand } from '@aws-sdk/client-ec2';
import type { Owned } from '../../aws/clients.ts';
import { may } from '../../aws/rights.ts';
import { tagList, tagsOf } from '../../aws/tags.ts';
import { type Drift, differences } from '../../engine/drift.ts';
import type { Purpose } from '../../engine/lifecycle.ts';
import { defineStep } from '../../engine/step.ts';
import { type Context, retryOn } from '../../engine/wait.ts';
import type { InstanceProfile } from '../iam/instance-profile.ts';
import { notKnownYet } from '../vpc/ec2-errors.ts';
import type { SecurityGroup } from '../vpc/find-groups.ts';
import type { Subnet } from '../vpc/subnet.ts';
import { refuseTwins, twinsDrift } from '../vpc/twins.ts';
import { BOOT_TAG, findInstances, type Instance } from './find-instance.ts';
import { volumesIn } from './find-volume.ts';
import { imageParameterArn, newestImage } from './image.ts';
import { GIGABYTE } from './prices.ts';
import { instanceRights } from './rights.ts';
import { giveProfile, noCapacity, notReadyYet, profileNotKnownYet } from './starting.ts';
import { detachVolume, stopInstance, terminateInstance } from './stop.ts';

export interface InstanceNeeds {
  subnet: Subnet;
  group: SecurityGroup;
  profile: InstanceProfile;
  /** Parts that must exist before it starts: the network that it boots through. */
  after?: unknown;
}

export interface Boot {
  /** Cloud-init's user data, at most 16 KB. */
  readonly text: string;
  /** Where the same text lies, for whoever cannot read user data: "s3://bucket/boot/….json". */
  readonly address: string;
}

export interface InstanceSettings<Needs> {
  name: string;
  about: Purpose;
  /** "t3.micro" */
  type: string;
  perHour: number;
  /** Set when `perHour` is that of a smaller type. */
  moreFor?: string;
  boot: (needs: Needs) => Boot;
}

/** Gigabytes. The root volume of Amazon Linux has 8. */
const ROOT = 8;

/** Fields that only a new instance takes. */
const REPLACING = ['Boot', 'InstanceType', 'SubnetId', 'SecurityGroups', 'HttpTokens'];

export function ec2Instance<Needs extends InstanceNeeds>(cloud: Owned, its: InstanceSettings<Needs>) {
  const { ec2, ec2Once, tags } = cloud;
  const { name, about, type, perHour, moreFor } = its;
  const { look, make, ours, startedFrom } = instanceRights(cloud);
  const title = `Instance ${name}`;
  // One token until EC2 answers: so EC2 starts one instance, however often we send the call.
  let token: string | undefined;

  const run = async (needs: Needs, ctx: Context) => {
    const { text, address } = its.boot(needs);
    token ??= randomUUID();
    const call = new RunInstancesCommand({
      ...{ ImageId: await newestImage(cloud), InstanceType: type as InstanceType, MinCount: 1, MaxCount: 1 },
      ...{ SubnetId: needs.subnet.id, SecurityGroupIds: [needs.group.id], ClientToken: token },
      IamInstanceProfile: { Name: needs.profile.name },
      UserData: Buffer.from(text).toString('base64'),
      MetadataOptions: { HttpTokens: 'required', HttpPutResponseHopLimit: 1 }, // FSBP EC2.8
      BlockDeviceMappings: [
        {
          DeviceName: '/dev/xvda',
          Ebs: { VolumeSize: ROOT, VolumeType: 'gp3', Encrypted: true, DeleteOnTermination: true },
        },
      ],
      TagSpecifications: [
        { ResourceType: 'instance', Tags: [...tagList(tags, name), { Key: BOOT_TAG, Value: address }] },
        ...tagsOf('volume', tags, `${name}-root`).TagSpecifications,
      ],
    });
    const passing = [profileNotKnownYet, notKnownYet(needs.subnet.id)];
    await retryOn(ctx, passing, () => ec2Once.send(call)).catch((error: unknown) => {
      throw noCapacity(error, name, type, needs.subnet.zone);
    });
    token = undefined;
  };

  /** Stops it first, so that its file system is whole. */
  const end = async (live: Instance, ctx: Context) => {
    await stopInstance(cloud, live.id, ctx);
    for (const volume of await volumesIn(cloud, live)) await detachVolume(cloud, volume, ctx);
    await terminateInstance(cloud, live.id, ctx);
  };

  return defineStep<Needs, Instance>({
    kind: 'Instance',
    name,
    about: {
      ...about,
      perHour,
      perMonth: ROOT * GIGABYTE,
      ...(moreFor && { moreFor }),
      costs: {
        en: 'it costs also while nobody uses it; stopped, only its disks cost',
        pt: 'custa também quando ninguém usa; parada, só os discos custam',
      },
      console: 'EC2 > Instances',
    },
    async observe() {
      const [live, ...twins] = await findInstances(cloud, name);
      return live && { ...live, twins: twins.map(({ id }) => id) };
    },
    id: ({ id }) => id,
    ready: ({ state }) => state === 'running' || state === 'stopped',
    leaving: ({ state }) => state === 'shutting-down',
    create: run,

    drift: (live, needs) => [
      ...replacing(live, {
        ...{ Boot: its.boot(needs).address, InstanceType: type, SubnetId: needs.subnet.id },
        ...{ SecurityGroups: [needs.group.id], ...(live.HttpTokens && { HttpTokens: 'required' }) },
      }),
      ...differences({ State: live.state, Profile: live.Profile }, { State: 'running', Profile: needs.profile.arn }),
      ...twinsDrift(live.twins),
    ],
    async repair(live, needs, drift, ctx) {
      refuseTwins(title, live);
      const wrong = new Set(drift.map(({ field }) => field));
      if (REPLACING.some((field) => wrong.has(field))) {
        await end(live, ctx);
        return run(needs, ctx);
      }
      if (wrong.has('Profile')) await giveProfile(cloud, live.id, needs.profile.name, ctx);
      if (wrong.has('State'))
        await retryOn(ctx, [notReadyYet], () => ec2.send(new StartInstancesCommand({ InstanceIds: [live.id] })));
    },
    destroy: end,
    patience: 600,
    usually: 40,
    /** Stopped, not ended: its disk stays whole. */
    stopsBill: {
      ...{ service: 'ec2', action: 'stopInstances' },
      input: ({ id }) => ({ InstanceIds: [id] }),
      rights: [ours('StopInstances', 'instance')],
    },
    rights: [
      ...make('RunInstances', 'instance volume'),
      ours('RunInstances', 'subnet security-group'),
      startedFrom,
      look('DescribeIamInstanceProfileAssociations DescribeImages DescribeInstances DescribeVolumes'),
      ours(
        'AssociateIamInstanceProfile ReplaceIamInstanceProfileAssociation StartInstances StopInstances TerminateInstances',
        'instance',
      ),
      ours('DetachVolume', 'instance volume'),
      may('ssm', 'GetParameter', imageParameterArn(cloud), { sid: 'NewestImage' }),
    ],
  });
}

/** The differences that a new instance takes, with the words for the screen. */
function replacing(live: Instance, wanted: object): Drift {
  const have = { ...live, Boot: live.boot };
  return differences(have, wanted).map((one) => ({
    ...one,
    shown: {
      en: `${one.field} is another: the instance is replaced, and its data volume stays`,
      pt: `${one.field} é outro: a instância é trocada, e o volume de dados fica`,
    },
  }));
}
