// The network of the vault. Nothing from outside reaches the instance, in either form: its group has no ingress rule.
// `private`: no route to the internet; S3 by a gateway, CloudWatch and Systems Manager by interfaces, in one zone.
// `egress`: a public address, for calls that go out on 443 only. It costs less than half.

import type { Owned } from '../../aws/clients.ts';
import { allow, type Policy, policy } from '../../aws/policy.ts';
import type { Purpose } from '../../engine/lifecycle.ts';
import { notUsed } from '../../engine/steps-of.ts';
import type { Text } from '../../engine/text.ts';
import { RULES, subnetRange } from '../../patterns/private-network.ts';
import { type GatewayEndpoint, gatewayEndpoint } from '../../resources/vpc/gateway-endpoint.ts';
import { interfaceEndpoint } from '../../resources/vpc/interface-endpoint.ts';
import { internetGateway } from '../../resources/vpc/internet-gateway.ts';
import { routeTable } from '../../resources/vpc/route-table.ts';
import type { Peer } from '../../resources/vpc/rule.ts';
import {
  findDefaultGroups,
  findGroups,
  type SecurityGroup,
  securityGroup,
} from '../../resources/vpc/security-group.ts';
import { securityGroupRules } from '../../resources/vpc/security-group-rules.ts';
import { subnet } from '../../resources/vpc/subnet.ts';
import { type Vpc, vpc } from '../../resources/vpc/vpc.ts';
import { about } from './about.ts';
import { SESSION_CHANNELS } from './instance-rights.ts';

export type NetworkKind = 'private' | 'egress';

export interface NetworkSettings {
  /** "ada-dev-file-vault" */
  readonly name: string;
  readonly cidr: string;
  readonly kind: NetworkKind;
  /** ARNs. */
  readonly bucket: string;
  readonly bootBucket: string;
  /** Of the log group, without ":*". */
  readonly logs: string;
}

/** What the instance talks to in the private form; undefined in the other one. */
export interface Doors {
  readonly endpointGroup: SecurityGroup;
  readonly s3Endpoint: GatewayEndpoint;
}

const HTTPS = 443;
const SERVICES = ['logs', 'ssm', 'ssmmessages'] as const;
const ANYWHERE: Peer = { cidr: '0.0.0.0/0' };

export type VaultNetwork = ReturnType<typeof vaultNetwork>;

export function vaultNetwork(cloud: Owned, { name, cidr, kind, ...arns }: NetworkSettings) {
  const says = about.network;
  const group = `${name}-machine`;
  const endpointGroup = `${name}-endpoint`;
  const onlyIn = <S extends Parameters<typeof notUsed>[0]>(wanted: NetworkKind, step: S): S =>
    kind === wanted ? step : notUsed(step);
  const groupOf = (groupName: string, description: string, what: Text) =>
    securityGroup(cloud, { name: groupName, description, about: { what, why: says.groups } });
  const door = (service: (typeof SERVICES)[number], ...statement: Parameters<typeof allow>) =>
    onlyIn(
      'private',
      interfaceEndpoint(cloud, {
        ...{ name: `${name}-${service}`, service, zones: 1, about: says[service] },
        policy: policy({ ...allow(...statement), Principal: '*' }),
      }),
    );
  const place = (which: NetworkKind, third: number, says: Purpose) =>
    onlyIn(
      which,
      subnet(cloud, {
        ...{ name: `${name}-${which}`, about: says, cidr: subnetRange(cidr, third), zoneIndex: 0 },
        ...(which === 'egress' ? { publicAddresses: true } : { serving: SERVICES }),
      }),
    );

  return {
    kind,
    vpc: vpc(cloud, { name, about: says.vpc, cidr }),
    defaultRules: securityGroupRules<{ vpc: Vpc }>(cloud, {
      ...{ name: `the default group of ${name}`, about: says.defaultRules },
      ...{ find: () => findDefaultGroups(cloud, name), rules: () => ({ ingress: [], egress: [] }), builtIn: true },
    }),
    group: groupOf(group, 'The group of the vault', says.group),
    rules: securityGroupRules<{ group: SecurityGroup; doors: Doors | undefined }>(cloud, {
      ...{ name: group, about: { what: RULES, why: says.rules }, find: () => findGroups(cloud, group) },
      rules: ({ doors }) => ({
        ingress: [],
        egress: doors
          ? [
              { port: HTTPS, peer: { group: doors.endpointGroup.id }, why: 'to CloudWatch and Systems Manager' },
              { port: HTTPS, peer: { prefixList: doors.s3Endpoint.prefixList }, why: 'to S3' },
            ]
          : [{ port: HTTPS, peer: ANYWHERE, why: 'to the services of AWS' }],
      }),
    }),

    private: {
      subnet: place('private', 1, says.privateSubnet),
      s3: onlyIn(
        'private',
        gatewayEndpoint(cloud, { name: `${name}-s3`, service: 's3', policy: s3Policy(cloud, arns), about: says.s3 }),
      ),
      endpointGroup: onlyIn('private', groupOf(endpointGroup, 'The group of the endpoints', says.endpointGroup)),
      endpointRules: onlyIn(
        'private',
        securityGroupRules<{ endpointGroup: SecurityGroup; group: SecurityGroup }>(cloud, {
          ...{ name: endpointGroup, about: { what: RULES, why: says.endpointRules } },
          find: () => findGroups(cloud, endpointGroup),
          rules: (needs) => ({
            ingress: [{ port: HTTPS, peer: { group: needs.group.id }, why: 'from the vault' }],
            egress: [],
          }),
        }),
      ),
      logs: door('logs', 'WriteLog', ['logs:CreateLogStream', 'logs:PutLogEvents'], [arns.logs, `${arns.logs}:*`]),
      // The agent asks more of Systems Manager than the role allows; it does not need the answers.
      ssm: door('ssm', 'SayThatItIsThere', ['ssm:UpdateInstanceInformation'], ['*']),
      ssmmessages: door('ssmmessages', 'Sessions', SESSION_CHANNELS, ['*']),
    },
    egress: {
      gateway: onlyIn('egress', internetGateway(cloud, { name, about: says.gateway })),
      subnet: place('egress', 101, says.egressSubnet),
      routes: onlyIn('egress', routeTable(cloud, { name: `${name}-egress`, about: says.routes })),
    },
  };
}

/** dnf asks the repositories of Amazon Linux without a signature, so their statement names nobody. */
const s3Policy = (
  { region, partition }: Owned,
  { bucket, bootBucket }: Pick<NetworkSettings, 'bucket' | 'bootBucket'>,
): Policy =>
  policy(
    {
      ...allow('Repositories', ['s3:GetObject'], [`arn:${partition}:s3:::al2023-repos-${region}-de612dc2/*`]),
      Principal: '*',
    },
    {
      ...allow(
        'OurBuckets',
        ['s3:GetObject', 's3:ListBucket', 's3:PutObject'],
        [bucket, bootBucket].flatMap((arn) => [arn, `${arn}/*`]),
      ),
      Principal: '*',
    },
  );
