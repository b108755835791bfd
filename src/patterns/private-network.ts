// The parts of the private network: names and settings only.
// Notice: worker -> cache on 6379, worker -> SNS endpoint and S3 on 443, and nothing else, in either direction.

import type { Owned } from '../aws/clients.ts';
import { allow, policy } from '../aws/policy.ts';
import { type GatewayEndpoint, gatewayEndpoint } from '../resources/vpc/gateway-endpoint.ts';
import { interfaceEndpoint } from '../resources/vpc/interface-endpoint.ts';
import { findDefaultGroups, findGroups, type SecurityGroup, securityGroup } from '../resources/vpc/security-group.ts';
import { securityGroupRules } from '../resources/vpc/security-group-rules.ts';
import { subnet } from '../resources/vpc/subnet.ts';
import { type Vpc, vpc } from '../resources/vpc/vpc.ts';

export interface NetworkSettings {
  /** "ada-dev-line-counter" */
  name: string;
  /** A /16: "10.42.0.0/16". */
  cidr: string;
  /** What the endpoints open for. */
  bucketArn: string;
  topicArn: string;
}

export type Network = ReturnType<typeof networkParts>;

const HTTPS = 443;
export const CACHE_PORT = 6379;

export function networkParts(cloud: Owned, { name, cidr, bucketArn, topicArn }: NetworkSettings) {
  const range = (third: number) => cidr.replace(/0\.0\/16$/, `${third}.0/24`);
  const groups = { worker: `${name}-worker`, cache: `${name}-cache`, endpoint: `${name}-endpoint` };

  return {
    vpc: vpc(cloud, { name, cidr }),
    subnetA: subnet(cloud, { name: `${name}-a`, cidr: range(1), zoneIndex: 0, serving: ['sns'] }),
    subnetB: subnet(cloud, { name: `${name}-b`, cidr: range(2), zoneIndex: 1, serving: ['sns'] }),

    workerGroup: securityGroup(cloud, { name: groups.worker, description: 'The group of the functions' }),
    cacheGroup: securityGroup(cloud, { name: groups.cache, description: 'The group of the cache' }),
    endpointGroup: securityGroup(cloud, { name: groups.endpoint, description: 'The group of the private door to SNS' }),

    storageDoor: gatewayEndpoint(cloud, {
      name: `${name}-s3`,
      service: 's3',
      policy: policy({
        ...allow(
          'ReadUploads',
          ['s3:GetObject', 's3:GetObjectVersion', 's3:ListBucket'],
          [bucketArn, `${bucketArn}/*`],
        ),
        Principal: '*',
      }),
      about: {
        what: 'A route to S3 that does not touch the internet.',
        why: 'The function reads the files through it.',
        cost: 'free',
        console: 'VPC > Endpoints',
      },
    }),
    topicDoor: interfaceEndpoint(cloud, {
      name: `${name}-sns`,
      service: 'sns',
      policy: policy({ ...allow('PublishResults', ['sns:Publish'], [topicArn]), Principal: '*' }),
      about: {
        what: 'A network interface in each subnet behind which SNS answers.',
        why: 'Without it a function in a VPC could publish only through a NAT gateway, which costs more than twice as much.',
        cost: '$0.02 an hour (two zones); started hours count whole',
        console: 'VPC > Endpoints',
      },
    }),

    workerRules: securityGroupRules<{
      workerGroup: SecurityGroup;
      cacheGroup: SecurityGroup;
      endpointGroup: SecurityGroup;
      storageDoor: GatewayEndpoint;
    }>(cloud, {
      name: groups.worker,
      why: 'The functions may reach the cache, SNS and S3, and nothing else.',
      find: () => findGroups(cloud, groups.worker),
      rules: ({ cacheGroup, endpointGroup, storageDoor }) => ({
        ingress: [],
        egress: [
          { port: CACHE_PORT, peer: { group: cacheGroup.id }, why: 'to the cache' },
          { port: HTTPS, peer: { group: endpointGroup.id }, why: 'to SNS' },
          { port: HTTPS, peer: { prefixList: storageDoor.prefixList }, why: 'to S3' },
        ],
      }),
    }),
    cacheRules: securityGroupRules<{ cacheGroup: SecurityGroup; workerGroup: SecurityGroup }>(cloud, {
      name: groups.cache,
      why: 'Only the functions may reach the cache.',
      find: () => findGroups(cloud, groups.cache),
      rules: ({ workerGroup }) => ({
        ingress: [{ port: CACHE_PORT, peer: { group: workerGroup.id }, why: 'from the functions' }],
        egress: [],
      }),
    }),
    endpointRules: securityGroupRules<{ endpointGroup: SecurityGroup; workerGroup: SecurityGroup }>(cloud, {
      name: groups.endpoint,
      why: 'Only the functions may use the door to SNS.',
      find: () => findGroups(cloud, groups.endpoint),
      rules: ({ workerGroup }) => ({
        ingress: [{ port: HTTPS, peer: { group: workerGroup.id }, why: 'from the functions' }],
        egress: [],
      }),
    }),
    defaultRules: securityGroupRules<{ vpc: Vpc }>(cloud, {
      name: `the default group of ${name}`,
      why: 'Whatever is put into the VPC without a group of its own can talk to nobody (FSBP EC2.2).',
      find: () => findDefaultGroups(cloud, name),
      rules: () => ({ ingress: [], egress: [] }),
      builtIn: true,
    }),
  };
}
