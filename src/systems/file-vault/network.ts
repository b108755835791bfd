// The network of the vault. Nothing from outside reaches the instance, in either form: its group has no ingress rule.
// `private`: no route to the internet; S3 by a gateway, CloudWatch and Systems Manager by interfaces, in one zone.
// `egress`: a public address, for calls that go out on 443 only. It costs less than half.

import type { Owned } from '../../aws/clients.ts';
import { allow, type Policy, policy } from '../../aws/policy.ts';
import type { Purpose } from '../../engine/lifecycle.ts';
import { notUsed } from '../../engine/steps-of.ts';
import { subnetRange } from '../../patterns/private-network.ts';
import { closedDefaultGroup, groupsIn } from '../../patterns/security-groups.ts';
import type { SecurityGroup } from '../../resources/vpc/find-groups.ts';
import { type GatewayEndpoint, gatewayEndpoint } from '../../resources/vpc/gateway-endpoint.ts';
import { interfaceEndpoint } from '../../resources/vpc/interface-endpoint.ts';
import { internetGateway } from '../../resources/vpc/internet-gateway.ts';
import { routeTable } from '../../resources/vpc/route-table.ts';
import type { Peer } from '../../resources/vpc/rule.ts';
import { subnet } from '../../resources/vpc/subnet.ts';
import { vpc } from '../../resources/vpc/vpc.ts';
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
  const { group, rules } = groupsIn(cloud, name, says.groups);
  const onlyIn = <S extends Parameters<typeof notUsed>[0]>(wanted: NetworkKind, step: S): S =>
    kind === wanted ? step : notUsed(step);
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
    defaultRules: closedDefaultGroup(cloud, name),
    group: group('machine', says.group),
    rules: rules<{ group: SecurityGroup; doors: Doors | undefined }>('machine', says.rules, ({ group, doors }) => ({
      group,
      ingress: [],
      egress: doors
        ? [
            { port: HTTPS, peer: { group: doors.endpointGroup.id }, why: 'to CloudWatch and Systems Manager' },
            { port: HTTPS, peer: { prefixList: doors.s3Endpoint.prefixList }, why: 'to S3' },
          ]
        : [{ port: HTTPS, peer: ANYWHERE, why: 'to the services of AWS' }],
    })),

    private: {
      subnet: place('private', 1, says.privateSubnet),
      s3: onlyIn(
        'private',
        gatewayEndpoint(cloud, { name: `${name}-s3`, service: 's3', policy: s3Policy(cloud, arns), about: says.s3 }),
      ),
      endpointGroup: onlyIn('private', group('endpoint', says.endpointGroup)),
      endpointRules: onlyIn(
        'private',
        rules<{ endpointGroup: SecurityGroup; group: SecurityGroup }>('endpoint', says.endpointRules, (needs) => ({
          group: needs.endpointGroup,
          ingress: [{ port: HTTPS, peer: { group: needs.group.id }, why: 'from the vault' }],
          egress: [],
        })),
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
