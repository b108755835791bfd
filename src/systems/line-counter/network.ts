// Who may talk to whom in the line counter's network: worker -> cache on 6379, worker -> SNS endpoint and S3 on 443, and
// nothing else, in either direction.

import type { Owned } from '../../aws/clients.ts';
import { allow, policy } from '../../aws/policy.ts';
import { networkParts } from '../../patterns/private-network.ts';
import type { GatewayEndpoint } from '../../resources/vpc/gateway-endpoint.ts';
import { findGroups, type SecurityGroup, securityGroup } from '../../resources/vpc/security-group.ts';
import { securityGroupRules } from '../../resources/vpc/security-group-rules.ts';

export interface NetworkSettings {
  /** "ada-dev-line-counter" */
  name: string;
  /** A /16: "10.42.0.0/16". */
  cidr: string;
  /** What the endpoints open for. */
  bucketArn: string;
  topicArn: string;
}

const HTTPS = 443;
const CACHE_PORT = 6379;

export function lineCounterNetwork(cloud: Owned, { name, cidr, bucketArn, topicArn }: NetworkSettings) {
  const groups = { worker: `${name}-worker`, cache: `${name}-cache`, endpoint: `${name}-endpoint` };
  const { gatewayEndpoints, interfaceEndpoints, ...network } = networkParts(cloud, {
    ...{ name, cidr },
    gatewayEndpoints: {
      s3: {
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
      },
    },
    interfaceEndpoints: {
      sns: {
        policy: policy({ ...allow('PublishResults', ['sns:Publish'], [topicArn]), Principal: '*' }),
        about: {
          what: 'A network interface in each subnet behind which SNS answers.',
          why: 'Without it a function in a VPC could publish only through a NAT gateway, which costs more than twice as much.',
          cost: '$0.02 an hour (two zones); started hours count whole',
          console: 'VPC > Endpoints',
        },
      },
    },
  });

  return {
    ...network,
    s3Endpoint: gatewayEndpoints.s3,
    snsEndpoint: interfaceEndpoints.sns,

    workerGroup: securityGroup(cloud, { name: groups.worker, description: 'The group of the functions' }),
    cacheGroup: securityGroup(cloud, { name: groups.cache, description: 'The group of the cache' }),
    // EC2 never changes the description of a group, so this text stays as it was when the first groups were made.
    endpointGroup: securityGroup(cloud, { name: groups.endpoint, description: 'The group of the private door to SNS' }),

    workerRules: securityGroupRules<{
      workerGroup: SecurityGroup;
      cacheGroup: SecurityGroup;
      endpointGroup: SecurityGroup;
      s3Endpoint: GatewayEndpoint;
    }>(cloud, {
      name: groups.worker,
      why: 'The functions may reach the cache, SNS and S3, and nothing else.',
      find: () => findGroups(cloud, groups.worker),
      rules: ({ cacheGroup, endpointGroup, s3Endpoint }) => ({
        ingress: [],
        egress: [
          { port: CACHE_PORT, peer: { group: cacheGroup.id }, why: 'to the cache' },
          { port: HTTPS, peer: { group: endpointGroup.id }, why: 'to SNS' },
          { port: HTTPS, peer: { prefixList: s3Endpoint.prefixList }, why: 'to S3' },
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
      why: 'Only the functions may use the SNS endpoint.',
      find: () => findGroups(cloud, groups.endpoint),
      rules: ({ workerGroup }) => ({
        ingress: [{ port: HTTPS, peer: { group: workerGroup.id }, why: 'from the functions' }],
        egress: [],
      }),
    }),
  };
}
