// VPC endpoints: private connections from a VPC to AWS services. This file holds what both kinds share.
// The policy of an endpoint says which buckets or topics can be reached.
// Notice: its delete call answers 200 even when it refuses.

import { randomUUID } from 'node:crypto';
import { CreateVpcEndpointCommand, DeleteVpcEndpointsCommand, ModifyVpcEndpointCommand } from '@aws-sdk/client-ec2';
import type { Owned } from '../../aws/clients.ts';
import type { Policy } from '../../aws/policy.ts';
import { may, WITHOUT_RESOURCE } from '../../aws/rights.ts';
import { tagsOf } from '../../aws/tags.ts';
import { type Drift, differences } from '../../engine/drift.ts';
import type { Purpose } from '../../engine/lifecycle.ts';
import { Problem } from '../../engine/problems.ts';
import { type Context, type RetryableError, retryOn } from '../../engine/wait.ts';
import { notKnownYet } from './ec2-errors.ts';
import { findEndpoint, type VpcEndpoint } from './find-endpoint.ts';
import { vpcRights } from './rights.ts';
import { refuseTwins, twinsDrift } from './twins.ts';

export interface EndpointSettings {
  name: string;
  /** "s3", "sns" */
  service: string;
  policy: Policy;
  about: Purpose;
}

export type Wanted = Partial<Pick<VpcEndpoint, 'RouteTableIds' | 'SubnetIds' | 'Groups' | 'PrivateDnsEnabled'>> & {
  VpcId: string;
};
/** Seconds. An interface endpoint takes 1 to 4 minutes to make, and the same to delete. */
const PATIENCE = 600;

/** What both kinds have in common. */
export function endpointLife<Needs extends object>(
  cloud: Owned,
  settings: EndpointSettings,
  VpcEndpointType: 'Gateway' | 'Interface',
  wanted: (needs: Needs) => Wanted,
) {
  const { ec2, tags, region } = cloud;
  const { name, service, policy, about } = settings;
  // One token for each endpoint, kept until EC2 answers: so EC2 makes one endpoint, however often we send the call.
  let token: string | undefined;
  const title = `VPC endpoint ${name}`;
  const { look, make, ours, untagged } = vpcRights(cloud);
  const gateway = VpcEndpointType === 'Gateway';
  return {
    kind: 'VPC endpoint',
    name,
    about: { ...about, console: 'VPC > Endpoints' },
    patience: PATIENCE,
    ready({ state, problem }: VpcEndpoint) {
      if (['failed', 'rejected', 'expired'].includes(state))
        throw new Problem(
          {
            en: `VPC endpoint ${name} is ${state}${problem ? `: ${problem}` : ''}.`,
            pt: `O endpoint ${name} da VPC está em ${state}${problem ? `: ${problem}` : ''}.`,
          },
          {
            next: {
              en: 'Take the system down and up again.',
              pt: 'Remova o sistema e construa de novo (down, depois up).',
            },
          },
        );
      return state === 'available';
    },
    leaving: ({ state }: VpcEndpoint) => state === 'deleting',

    async create(needs: Needs, ctx: Parameters<typeof retryOn>[0]) {
      const { Groups, ...rest } = wanted(needs);
      token ??= randomUUID();
      const request = {
        VpcEndpointType,
        ServiceName: `com.amazonaws.${region}.${service}`,
        PolicyDocument: JSON.stringify(policy),
        ClientToken: token,
        ...tagsOf('vpc-endpoint', tags, name),
      };
      const taken = {
        kinds: ['InvalidParameter', 'RouteAlreadyExists'],
        message: /conflicting DNS domain|already has a route|RouteAlreadyExists/,
        because: {
          en: 'its DNS name or route belongs to an earlier endpoint, still being freed',
          pt: 'o nome DNS ou a rota pertence a um endpoint anterior, que ainda está sendo liberado',
        },
        patience: PATIENCE,
      };
      let refused = false;
      await retryOn(ctx, [notKnownYet(rest.VpcId), taken], async () => {
        // The refusal may come from an endpoint of ours that was not listed before: a run that stopped, or a run beside
        // us, made it.
        const earlier = refused ? await findEndpoint(cloud, name) : undefined;
        if (earlier && earlier.state !== 'deleting') return;
        refused = true;
        await ec2.send(
          new CreateVpcEndpointCommand({
            ...request,
            ...(rest as object),
            VpcId: rest.VpcId,
            ...(Groups && { SecurityGroupIds: [...Groups] }),
          }),
        );
      });
      token = undefined;
    },

    id: ({ id }: VpcEndpoint) => id,

    drift: (live: VpcEndpoint, needs: Needs): Drift => [
      ...differences(live, { ...wanted(needs), PolicyDocument: policy }).filter(
        ({ live: answered }) => answered !== undefined,
      ),
      ...twinsDrift(live.twins),
    ],

    async repair(live: VpcEndpoint, needs: Needs, drift: Drift) {
      const want = wanted(needs);
      refuseTwins(title, live);
      if (live.VpcId !== want.VpcId)
        throw new Problem(
          {
            en: `VPC endpoint ${name} belongs to ${live.VpcId} and cannot move to ${want.VpcId}.`,
            pt: `O endpoint ${name} da VPC pertence a ${live.VpcId} e não pode mudar para ${want.VpcId}.`,
          },
          {
            next: {
              en: 'Take the system down and up again.',
              pt: 'Remova o sistema e construa de novo (down, depois up).',
            },
          },
        );
      const change = (have: readonly string[] = [], to: readonly string[] = []) => [
        to.filter((id) => !have.includes(id)),
        have.filter((id) => !to.includes(id)),
      ];
      const [addTables, removeTables] = change(live.RouteTableIds, want.RouteTableIds);
      const [addSubnets, removeSubnets] = change(live.SubnetIds, want.SubnetIds);
      const [addGroups, removeGroups] = change(live.Groups, want.Groups);
      const request = {
        AddRouteTableIds: addTables,
        RemoveRouteTableIds: removeTables,
        AddSubnetIds: addSubnets,
        RemoveSubnetIds: removeSubnets,
        AddSecurityGroupIds: addGroups,
        RemoveSecurityGroupIds: removeGroups,
        PrivateDnsEnabled: drift.some(({ field }) => field === 'PrivateDnsEnabled') ? true : undefined,
        PolicyDocument: drift.some(({ field }) => field === 'PolicyDocument') ? JSON.stringify(policy) : undefined,
      };
      const changed = Object.entries(request).filter(([, value]) =>
        Array.isArray(value) ? value.length > 0 : value !== undefined,
      );
      await ec2.send(new ModifyVpcEndpointCommand({ VpcEndpointId: live.id, ...Object.fromEntries(changed) }));
    },

    async destroy({ id }: VpcEndpoint, ctx: Context) {
      await retryOn(ctx, [busy], async () => {
        const { Unsuccessful = [] } = await ec2.send(new DeleteVpcEndpointsCommand({ VpcEndpointIds: [id] }));
        const refused = Unsuccessful.find(({ Error: why }) => !/NotFound/.test(why?.Code ?? ''))?.Error;
        if (refused)
          throw new Problem(
            {
              en: `VPC endpoint ${name} was not deleted: ${refused.Code}: ${refused.Message}`,
              pt: `O endpoint ${name} da VPC não foi apagado: ${refused.Code}: ${refused.Message}`,
            },
            {
              code: refused.Code,
            },
          );
      });
    },
    // A gateway endpoint changes the VPC's own route table, which has no tags. With a private DNS name the VPC is
    // connected to a hosted zone of AWS (Service Authorization Reference, CreateVpcEndpoint).
    rights: [
      look(`DescribeVpcEndpoints${gateway ? ' DescribePrefixLists' : ''}`),
      ...make('CreateVpcEndpoint', 'vpc-endpoint'),
      ours('CreateVpcEndpoint', gateway ? 'vpc' : 'vpc subnet security-group'),
      ours('ModifyVpcEndpoint', gateway ? 'vpc-endpoint' : 'vpc-endpoint subnet security-group'),
      ours('DeleteVpcEndpoints', 'vpc-endpoint'),
      ...(gateway
        ? [untagged('CreateVpcEndpoint ModifyVpcEndpoint', 'route-table')]
        : [
            // The VPC's default group has no tags. An endpoint that has it gets our group in its place.
            untagged('ModifyVpcEndpoint', 'security-group'),
            may('route53', 'AssociateVPCWithHostedZone', '*', WITHOUT_RESOURCE),
          ]),
    ],
  };
}

/** Errors on deleting an endpoint that pass by themselves (Amazon EC2 API reference, error codes). */
const busy: RetryableError = {
  kinds: ['IncorrectState', 'InvalidState', 'RequestLimitExceeded', 'InternalError', 'Unavailable'],
  because: { en: 'EC2 is still busy with the endpoint', pt: 'o EC2 ainda está ocupado com o endpoint' },
  patience: 300,
};
