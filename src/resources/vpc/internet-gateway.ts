// An internet gateway: it connects a VPC with the internet, for subnets whose route table leads to it. EC2 refuses to
// detach it while something in the VPC has a public address. Notice: EC2 makes a second one when it is asked twice.

import {
  AttachInternetGatewayCommand,
  CreateInternetGatewayCommand,
  DeleteInternetGatewayCommand,
  DescribeInternetGatewaysCommand,
  DetachInternetGatewayCommand,
} from '@aws-sdk/client-ec2';
import type { Owned } from '../../aws/clients.ts';
import type { Listed } from '../../aws/listing.ts';
import { tagFilters, tagsOf } from '../../aws/tags.ts';
import { differences } from '../../engine/drift.ts';
import type { Purpose } from '../../engine/lifecycle.ts';
import { Problem } from '../../engine/problems.ts';
import { defineStep } from '../../engine/step.ts';
import { absentWhen, type RetryableError, retryOn } from '../../engine/wait.ts';
import { notKnownYet } from './ec2-errors.ts';
import { makeOnce } from './make-once.ts';
import { vpcRights } from './rights.ts';
import { refuseTwins, twinsDrift } from './twins.ts';
import type { Vpc } from './vpc.ts';

export interface InternetGateway {
  readonly id: string;
  /** '' while it is attached to no VPC. */
  readonly VpcId: string;
  /** Ids of further gateways of the same name and tags. */
  readonly twins: readonly string[];
}

/** An address is free 5 to 10 minutes after its instance or load balancer is gone. Terraform allows 20 minutes. */
const stillPublic: RetryableError = {
  kinds: ['DependencyViolation'],
  because: {
    en: 'something in the VPC still has a public address',
    pt: 'alguma coisa na VPC ainda tem endereço público',
  },
  patience: 20 * 60,
  hint: {
    en: 'See EC2 > Network interfaces for what in this VPC still has a public address.',
    pt: 'Veja em EC2 > Interfaces de rede o que nesta VPC ainda tem endereço público.',
  },
};

export function internetGateway(cloud: Owned, { name, about }: { name: string; about: Purpose }) {
  const { ec2, ec2Once, tags } = cloud;
  const { look, make, ours } = vpcRights(cloud);
  const title = `Internet gateway ${name}`;
  const find = () => findGateways(cloud, name);
  const once = makeOnce(cloud, async () => (await find()).length > 0);

  return defineStep<{ vpc: Vpc }, InternetGateway>({
    kind: 'Internet gateway',
    name,
    about: {
      ...about,
      costs: { en: 'a public address costs $0.005 an hour', pt: 'um endereço público custa US$ 0,005 por hora' },
      console: 'VPC > Internet gateways',
    },
    async observe() {
      const [live, ...twins] = await find();
      if (!live) return undefined;
      return {
        id: String(live.InternetGatewayId),
        VpcId: live.Attachments?.[0]?.VpcId ?? '',
        twins: twins.map(({ InternetGatewayId }) => String(InternetGatewayId)),
      };
    },
    id: ({ id }) => id,
    create: (_, ctx) =>
      once(ctx, () => ec2Once.send(new CreateInternetGatewayCommand(tagsOf('internet-gateway', tags, name)))),
    drift: (live, { vpc }) => [...differences(live, { VpcId: vpc.id }), ...twinsDrift(live.twins)],
    async repair({ id, VpcId, twins }, { vpc }, _, ctx) {
      refuseTwins(title, { id, twins });
      if (VpcId)
        throw new Problem(
          {
            en: `${title} is attached to ${VpcId}, not to ${vpc.id}, and is not moved.`,
            pt: `${title} está ligado a ${VpcId}, não a ${vpc.id}, e não é mudado de lugar.`,
          },
          {
            next: {
              en: 'Take the system down and up again.',
              pt: 'Remova o sistema e construa de novo (down, depois up).',
            },
          },
        );
      // An earlier call without an answer attached it. The next reading shows where.
      await retryOn(ctx, [notKnownYet(id)], () =>
        absentWhen(['Resource.AlreadyAssociated'], () =>
          ec2.send(new AttachInternetGatewayCommand({ InternetGatewayId: id, VpcId: vpc.id })),
        ),
      );
    },
    async destroy({ id, VpcId }, ctx) {
      const gone = ['InvalidInternetGatewayID.NotFound', 'Gateway.NotAttached', 'InvalidVpcID.NotFound'];
      const InternetGatewayId = id;
      if (VpcId)
        await retryOn(ctx, [stillPublic], () =>
          absentWhen(gone, () => ec2.send(new DetachInternetGatewayCommand({ InternetGatewayId, VpcId }))),
        );
      await retryOn(ctx, [stillPublic], () =>
        absentWhen(gone, () => ec2.send(new DeleteInternetGatewayCommand({ InternetGatewayId }))),
      );
    },
    patience: 300,
    usually: 5,
    rights: [
      ...make('CreateInternetGateway', 'internet-gateway'),
      look('DescribeInternetGateways'),
      ours('AttachInternetGateway DetachInternetGateway DeleteInternetGateway', 'internet-gateway vpc'),
    ],
  });
}

const findGateways = async ({ ec2, tags }: Owned, name: string) =>
  (await ec2.send(new DescribeInternetGatewaysCommand({ Filters: tagFilters(tags, name) }))).InternetGateways ?? [];

/** For the receipt of a system that has such a gateway. */
export async function* listGateways(cloud: Owned, name: string): AsyncIterable<Listed> {
  for (const { InternetGatewayId } of await findGateways(cloud, name))
    yield { service: 'Internet gateway', name: String(InternetGatewayId) };
}
