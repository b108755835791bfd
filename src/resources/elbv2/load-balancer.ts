// An application load balancer that the internet can reach, in public subnets of two zones. It takes minutes to make, and
// its network interfaces stay for a while after it is gone: they keep its security group (vpc/lingering-interfaces.ts).

import {
  CreateLoadBalancerCommand,
  DeleteLoadBalancerCommand,
  ModifyLoadBalancerAttributesCommand,
  SetSecurityGroupsCommand,
  SetSubnetsCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Owned } from '../../aws/clients.ts';
import { isOurs, tagList } from '../../aws/tags.ts';
import { type Difference, differences } from '../../engine/drift.ts';
import type { Purpose } from '../../engine/lifecycle.ts';
import { Problem } from '../../engine/problems.ts';
import { defineStep } from '../../engine/step.ts';
import { absentWhen, retryOn } from '../../engine/wait.ts';
import type { SecurityGroup } from '../vpc/find-groups.ts';
import type { RouteTable } from '../vpc/find-route-table.ts';
import type { Subnet } from '../vpc/subnet.ts';
import { createLoadBalancer } from './create-load-balancer.ts';
import { ELB_ABSENT, type ElbAttributes, elbRights, writeAttributes } from './elb.ts';
import { findLoadBalancer, type LoadBalancer } from './find-load-balancer.ts';
import { balancerBusy, refuseFailed } from './load-balancer-errors.ts';
import { loadBalancerRights } from './load-balancer-rights.ts';

export interface LoadBalancerSettings {
  /** At most 32 letters, digits and hyphens; not "internal-…". */
  name: string;
  about: Purpose;
  /** Seconds without a byte after which it closes a connection; 60 where nothing is said. */
  idleSeconds?: number;
}

interface Needs {
  /** Public, in two zones. */
  subnets: readonly Subnet[];
  group: SecurityGroup;
  /** The way from the subnets to the internet. Without it ELB refuses them. */
  routes: RouteTable;
}

/** Terraform allows 10 minutes to create and to change one (aws_lb). */
const PATIENCE = 15 * 60;
const PROTECTION = 'deletion_protection.enabled';
/** US dollars an hour, us-east-1: the balancer, and a public address in each of two zones (ELB and VPC price pages). */
const PRICE = 0.0225 + 2 * 0.005;

export function loadBalancer(cloud: Owned, { name, about, idleSeconds = 60 }: LoadBalancerSettings) {
  const { elbv2, tags } = cloud;
  const attributes: ElbAttributes = {
    'routing.http.drop_invalid_header_fields.enabled': 'true', // FSBP ELB.4
    'routing.http.desync_mitigation_mode': 'defensive', // FSBP ELB.12
    'idle_timeout.timeout_seconds': String(idleSeconds),
    [PROTECTION]: 'false',
  };
  const fixed = { Type: 'application', Scheme: 'internet-facing' } as const;
  const wanted = ({ subnets, group }: Needs) => ({
    ...fixed,
    Subnets: subnets.map(({ id }) => id),
    SecurityGroups: [group.id],
  });
  const setAttributes = (LoadBalancerArn: string, change: ElbAttributes) =>
    elbv2.send(new ModifyLoadBalancerAttributesCommand({ LoadBalancerArn, Attributes: writeAttributes(change) }));

  return defineStep<Needs, LoadBalancer>({
    kind: 'Load balancer',
    name,
    about: {
      ...about,
      perHour: PRICE,
      costs: {
        en: 'the two public addresses are in this price; traffic costs on top',
        pt: 'os dois endereços públicos estão neste preço; o tráfego custa à parte',
      },
      console: 'EC2 > Load Balancers',
    },

    observe: () => findLoadBalancer(cloud, name),
    ours: (live) => isOurs(tags, live.tags),
    ready(live) {
      refuseFailed(live);
      return live.state === 'active' || live.state === 'active_impaired';
    },

    create: ({ subnets, group }, ctx) =>
      createLoadBalancer(
        cloud,
        new CreateLoadBalancerCommand({
          ...{ Name: name, ...fixed, IpAddressType: 'ipv4', Tags: tagList(tags) },
          Subnets: subnets.map(({ id }) => id),
          SecurityGroups: [group.id],
        }),
        ctx,
      ),

    drift: (live, needs) => [...differences(live, wanted(needs)), ...differences(live.attributes, attributes)],
    async repair({ arn }, needs, drift, ctx) {
      const wrong = new Set(drift.map(({ field }) => field));
      const stays = drift.find(({ field }) => field in fixed);
      if (stays) throw cannotChange(name, stays);
      const { Subnets, SecurityGroups } = wanted(needs);
      const change = Object.fromEntries(Object.entries(attributes).filter(([field]) => wrong.has(field)));
      if (wrong.has('SecurityGroups'))
        await retryOn(ctx, [balancerBusy], () =>
          elbv2.send(new SetSecurityGroupsCommand({ LoadBalancerArn: arn, SecurityGroups })),
        );
      if (wrong.has('Subnets'))
        await retryOn(ctx, [balancerBusy], () => elbv2.send(new SetSubnetsCommand({ LoadBalancerArn: arn, Subnets })));
      if (Object.keys(change).length) await retryOn(ctx, [balancerBusy], () => setAttributes(arn, change));
    },

    /** Its listeners go with it. */
    async destroy({ arn, attributes: { [PROTECTION]: protection } }, ctx) {
      if (protection === 'true') await absentWhen(ELB_ABSENT, () => setAttributes(arn, { [PROTECTION]: 'false' }));
      await retryOn(ctx, [balancerBusy], () =>
        absentWhen(ELB_ABSENT, () => elbv2.send(new DeleteLoadBalancerCommand({ LoadBalancerArn: arn }))),
      );
    },
    patience: PATIENCE,
    usually: 3 * 60,
    stopsBill: {
      ...{ service: 'elasticloadbalancingv2', action: 'deleteLoadBalancer' },
      input: ({ arn }) => ({ LoadBalancerArn: arn }),
      rights: [elbRights(cloud, name).onLoadBalancer('DeleteLoadBalancer')],
    },
    lag: cloud.local ? 0 : 15,
    rights: loadBalancerRights(cloud, name),
  });
}

const cannotChange = (name: string, { field, live, wanted }: Difference) =>
  new Problem(
    {
      en: `Load balancer ${name} has ${field} ${live}, which cannot be changed to ${wanted}.`,
      pt: `O balanceador de carga ${name} tem ${field} ${live}, que não pode mudar para ${wanted}.`,
    },
    {
      next: {
        en: 'Take the system down and up again; its address on the internet changes.',
        pt: 'Remova o sistema e construa de novo; o endereço dele na internet muda.',
      },
    },
  );
