// Allowed connections in the line counter's network: worker -> cache on 6379, worker -> SNS endpoint and S3 on 443, and
// nothing else, in either direction.

import type { Owned } from '../../aws/clients.ts';
import { allow, policy } from '../../aws/policy.ts';
import type { Text } from '../../engine/text.ts';
import { networkParts } from '../../patterns/private-network.ts';
import { groupsIn } from '../../patterns/security-groups.ts';
import type { SecurityGroup } from '../../resources/vpc/find-groups.ts';
import type { GatewayEndpoint } from '../../resources/vpc/gateway-endpoint.ts';

export interface NetworkSettings {
  /** "ada-dev-line-counter" */
  name: string;
  /** A /16: "10.42.0.0/16". */
  cidr: string;
  /** What the endpoints allow to reach. */
  bucketArn: string;
  topicArn: string;
  /** Why this system has a network of its own. */
  why: Text;
}

const HTTPS = 443;
const CACHE_PORT = 6379;

export function lineCounterNetwork(cloud: Owned, { name, cidr, why, bucketArn, topicArn }: NetworkSettings) {
  const { group, rules } = groupsIn(cloud, name);
  const { gatewayEndpoints, interfaceEndpoints, defaultRules, ...network } = networkParts(cloud, {
    ...{ name, cidr, why },
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
          what: {
            en: 'A route to S3 that does not touch the internet.',
            pt: 'Uma rota até o S3 que não passa pela internet.',
          },
          why: { en: 'The function reads the files through it.', pt: 'A função lê os arquivos por ela.' },
        },
      },
    },
    interfaceEndpoints: {
      sns: {
        policy: policy({ ...allow('PublishResults', ['sns:Publish'], [topicArn]), Principal: '*' }),
        about: {
          what: {
            en: 'A network interface in each subnet behind which SNS answers.',
            pt: 'Uma interface de rede em cada sub-rede, atrás da qual o SNS responde.',
          },
          why: {
            en: 'Without it a function in a VPC could publish only through a NAT gateway, which costs more than twice as much.',
            pt: 'Sem ela, uma função em uma VPC só publicaria por um gateway NAT, que custa mais que o dobro.',
          },
        },
      },
    },
  });

  return {
    ...network,
    workerGroup: group('worker', { en: 'The group of the functions.', pt: 'O grupo das funções.' }),
    cacheGroup: group('cache', { en: 'The group of the cache.', pt: 'O grupo do cache.' }),
    endpointGroup: group(
      'endpoint',
      { en: 'The group of the endpoint for SNS.', pt: 'O grupo do endpoint do SNS.' },
      'The group of the private door to SNS', // EC2 can never change a description
    ),

    s3Endpoint: gatewayEndpoints.s3,
    snsEndpoint: interfaceEndpoints.sns,

    workerRules: rules<{
      workerGroup: SecurityGroup;
      cacheGroup: SecurityGroup;
      endpointGroup: SecurityGroup;
      s3Endpoint: GatewayEndpoint;
    }>(
      'worker',
      {
        en: 'The functions may reach the cache, SNS and S3, and nothing else.',
        pt: 'As funções podem acessar o cache, o SNS e o S3, e nada mais.',
      },
      ({ workerGroup, cacheGroup, endpointGroup, s3Endpoint }) => ({
        group: workerGroup,
        ingress: [],
        egress: [
          { port: CACHE_PORT, peer: { group: cacheGroup.id }, why: 'to the cache' },
          { port: HTTPS, peer: { group: endpointGroup.id }, why: 'to SNS' },
          { port: HTTPS, peer: { prefixList: s3Endpoint.prefixList }, why: 'to S3' },
        ],
      }),
    ),
    cacheRules: rules<{ cacheGroup: SecurityGroup; workerGroup: SecurityGroup }>(
      'cache',
      { en: 'Only the functions may reach the cache.', pt: 'Só as funções podem acessar o cache.' },
      ({ cacheGroup, workerGroup }) => ({
        group: cacheGroup,
        ingress: [{ port: CACHE_PORT, peer: { group: workerGroup.id }, why: 'from the functions' }],
        egress: [],
      }),
    ),
    endpointRules: rules<{ endpointGroup: SecurityGroup; workerGroup: SecurityGroup }>(
      'endpoint',
      { en: 'Only the functions may use the endpoint for SNS.', pt: 'Só as funções podem usar o endpoint do SNS.' },
      ({ endpointGroup, workerGroup }) => ({
        group: endpointGroup,
        ingress: [{ port: HTTPS, peer: { group: workerGroup.id }, why: 'from the functions' }],
        egress: [],
      }),
    ),
    defaultRules,
  };
}
