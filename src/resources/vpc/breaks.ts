// How somebody breaks a network: the VPC, a subnet, the rules of a security group, an endpoint.

import {
  AssociateRouteTableCommand,
  AuthorizeSecurityGroupEgressCommand,
  AuthorizeSecurityGroupIngressCommand,
  CreateInternetGatewayCommand,
  CreateRouteCommand,
  CreateRouteTableCommand,
  DeleteRouteCommand,
  DetachInternetGatewayCommand,
  DisassociateRouteTableCommand,
  ModifySubnetAttributeCommand,
  ModifyVpcAttributeCommand,
  ModifyVpcEndpointCommand,
  ReplaceRouteCommand,
  RevokeSecurityGroupIngressCommand,
} from '@aws-sdk/client-ec2';
import { OPEN_TO_ALL } from '../../aws/policy.ts';
import type { Break, Breaks } from '../break.ts';
import type { VpcEndpoint } from './find-endpoint.ts';
import type { RouteTable } from './find-route-table.ts';
import type { InternetGateway } from './internet-gateway.ts';
import { type LiveRules, on } from './rule.ts';
import type { Subnet } from './subnet.ts';
import type { Vpc } from './vpc.ts';

export const vpcBreaks = {
  'somebody turns the DNS host names off': {
    field: 'enableDnsHostnames',
    byHand: ({ ec2 }, { id }) =>
      ec2.send(new ModifyVpcAttributeCommand({ VpcId: id, EnableDnsHostnames: { Value: false } })),
  },
  'somebody turns DNS off': {
    field: 'enableDnsSupport',
    byHand: ({ ec2 }, { id }) =>
      ec2.send(new ModifyVpcAttributeCommand({ VpcId: id, EnableDnsSupport: { Value: false } })),
  },
} satisfies Breaks<Vpc>;

export const subnetBreaks = {
  'somebody changes who gets a public address': {
    field: 'MapPublicIpOnLaunch',
    byHand: ({ ec2 }, { id, MapPublicIpOnLaunch }) =>
      ec2.send(
        new ModifySubnetAttributeCommand({ SubnetId: id, MapPublicIpOnLaunch: { Value: !MapPublicIpOnLaunch } }),
      ),
  },
} satisfies Breaks<Subnet>;

export const gatewayBreaks = {
  'somebody detaches it': {
    field: 'VpcId',
    byHand: ({ ec2 }, { id, VpcId }) => ec2.send(new DetachInternetGatewayCommand({ InternetGatewayId: id, VpcId })),
  },
} satisfies Breaks<InternetGateway>;

const ANYWHERE = { DestinationCidrBlock: '0.0.0.0/0' };
const firstAssociation = ({ associations }: RouteTable) => Object.values(associations)[0];

export const routeTableBreaks = {
  'somebody deletes the route to the internet': {
    field: 'Routes',
    byHand: ({ ec2 }, { id }) => ec2.send(new DeleteRouteCommand({ RouteTableId: id, ...ANYWHERE })),
  },
  'somebody sends it through another gateway': {
    field: 'Routes',
    async byHand({ ec2 }, { id }) {
      const { InternetGateway } = await ec2.send(new CreateInternetGatewayCommand({}));
      const GatewayId = InternetGateway?.InternetGatewayId;
      await ec2.send(new ReplaceRouteCommand({ RouteTableId: id, ...ANYWHERE, GatewayId }));
    },
  },
  'somebody adds a route of their own': {
    field: 'Routes',
    byHand: ({ ec2 }, { id, Routes }) =>
      ec2.send(
        new CreateRouteCommand({
          RouteTableId: id,
          DestinationCidrBlock: '192.168.0.0/24',
          GatewayId: Routes[ANYWHERE.DestinationCidrBlock],
        }),
      ),
  },
  'somebody takes it from a subnet': {
    field: 'SubnetIds',
    byHand: ({ ec2 }, live) => ec2.send(new DisassociateRouteTableCommand({ AssociationId: firstAssociation(live) })),
  },
  'somebody gives a subnet another table': {
    field: 'SubnetIds',
    async byHand({ ec2 }, live) {
      const [SubnetId] = Object.keys(live.associations);
      const { RouteTable } = await ec2.send(new CreateRouteTableCommand({ VpcId: live.VpcId }));
      await ec2.send(new DisassociateRouteTableCommand({ AssociationId: firstAssociation(live) }));
      await ec2.send(new AssociateRouteTableCommand({ SubnetId, RouteTableId: RouteTable?.RouteTableId }));
    },
  },
} satisfies Breaks<RouteTable>;

const SSH = {
  IpPermissions: [{ IpProtocol: 'tcp', FromPort: 22, ToPort: 22, IpRanges: [{ CidrIp: '0.0.0.0/0' }] }],
};
const openSsh: Break<LiveRules>['byHand'] = ({ ec2 }, { id }) =>
  ec2.send(new AuthorizeSecurityGroupIngressCommand({ GroupId: id, ...SSH }));

export const rulesBreaks = {
  'somebody opens SSH to the world': { field: 'ingress', byHand: openSsh },
  'somebody lets SSH out to the world': {
    field: 'egress',
    byHand: ({ ec2 }, { id }) => ec2.send(new AuthorizeSecurityGroupEgressCommand({ GroupId: id, ...SSH })),
  },
  // A group with one foreign rule exists and has lost our rules. A group without any rule counts as absent.
  'somebody opens SSH and revokes what else may come in': {
    field: 'ingress',
    fits: ({ rows }) => rows.some(on('ingress')),
    async byHand(cloud, live, name) {
      await openSsh(cloud, live, name);
      const SecurityGroupRuleIds = live.rows.filter(on('ingress')).map((row) => String(row.SecurityGroupRuleId));
      await cloud.ec2.send(new RevokeSecurityGroupIngressCommand({ GroupId: live.id, SecurityGroupRuleIds }));
    },
  },
} satisfies Breaks<LiveRules>;

/** Each kind of endpoint has its own way, in the order of the kinds. One of the two always fits. */
export const endpointBreaks = {
  'somebody takes the route tables away': {
    field: 'RouteTableIds',
    fits: ({ RouteTableIds }) => RouteTableIds.length > 0,
    byHand: ({ ec2 }, { id, RouteTableIds }) =>
      ec2.send(new ModifyVpcEndpointCommand({ VpcEndpointId: id, RemoveRouteTableIds: [...RouteTableIds] })),
  },
  'somebody takes a subnet away': {
    field: 'SubnetIds',
    fits: ({ SubnetIds }) => SubnetIds.length > 0,
    byHand: ({ ec2 }, { id, SubnetIds }) =>
      ec2.send(new ModifyVpcEndpointCommand({ VpcEndpointId: id, RemoveSubnetIds: SubnetIds.slice(-1) })),
  },
  // An emulator that does not give the policy has nothing to compare.
  'somebody opens its policy': {
    field: 'PolicyDocument',
    fits: ({ PolicyDocument }) => PolicyDocument !== undefined,
    byHand: ({ ec2 }, { id }) =>
      ec2.send(new ModifyVpcEndpointCommand({ VpcEndpointId: id, PolicyDocument: OPEN_TO_ALL })),
  },
  'somebody takes its groups away': {
    field: 'Groups',
    fits: ({ Groups }) => Boolean(Groups?.length),
    byHand: ({ ec2 }, { id, Groups }) =>
      ec2.send(new ModifyVpcEndpointCommand({ VpcEndpointId: id, RemoveSecurityGroupIds: [...(Groups ?? [])] })),
  },
} satisfies Breaks<VpcEndpoint>;
