// Allowed connections in the line counter's network: worker -> cache on 6379, worker -> SNS endpoint and S3 on 443, and
// nothing else, in either direction.

import type { Owned } from '../../aws/clients.ts';
import { allow, policy } from '../../aws/policy.ts';
import type { Text } from '../../engine/text.ts';
import { networkParts, RULES } from '../../patterns/private-network.ts';
import type { GatewayEndpoint } from '../../resources/vpc/gateway-endpoint.ts';
import { findGroups, type SecurityGroup, securityGroup } from '../../resources/vpc/security-group.ts';
import { securityGroupRules } from '../../resources/vpc/security-group-rules.ts';

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

const WHY_GROUPS: Text = {
  en: 'Each side of the conversation has its own group, so that a rule can name who may talk to whom.',
  pt: 'Cada lado da conversa tem seu próprio grupo, para que uma regra possa dizer quem fala com quem.',
};

export function lineCounterNetwork(cloud: Owned, { name, cidr, why, bucketArn, topicArn }: NetworkSettings) {
  const groups = { worker: `${name}-worker`, cache: `${name}-cache`, endpoint: `${name}-endpoint` };
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
    workerGroup: securityGroup(cloud, {
      name: groups.worker,
      description: 'The group of the functions',
      about: { what: { en: 'The group of the functions.', pt: 'O grupo das funções.' }, why: WHY_GROUPS },
    }),
    cacheGroup: securityGroup(cloud, {
      name: groups.cache,
      description: 'The group of the cache',
      about: { what: { en: 'The group of the cache.', pt: 'O grupo do cache.' }, why: WHY_GROUPS },
    }),
    endpointGroup: securityGroup(cloud, {
      name: groups.endpoint,
      description: 'The group of the private door to SNS',
      about: { what: { en: 'The group of the endpoint for SNS.', pt: 'O grupo do endpoint do SNS.' }, why: WHY_GROUPS },
    }),

    s3Endpoint: gatewayEndpoints.s3,
    snsEndpoint: interfaceEndpoints.sns,

    workerRules: securityGroupRules<{
      workerGroup: SecurityGroup;
      cacheGroup: SecurityGroup;
      endpointGroup: SecurityGroup;
      s3Endpoint: GatewayEndpoint;
    }>(cloud, {
      name: groups.worker,
      about: {
        what: RULES,
        why: {
          en: 'The functions may reach the cache, SNS and S3, and nothing else.',
          pt: 'As funções podem acessar o cache, o SNS e o S3, e nada mais.',
        },
      },
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
      about: {
        what: RULES,
        why: { en: 'Only the functions may reach the cache.', pt: 'Só as funções podem acessar o cache.' },
      },
      find: () => findGroups(cloud, groups.cache),
      rules: ({ workerGroup }) => ({
        ingress: [{ port: CACHE_PORT, peer: { group: workerGroup.id }, why: 'from the functions' }],
        egress: [],
      }),
    }),
    endpointRules: securityGroupRules<{ endpointGroup: SecurityGroup; workerGroup: SecurityGroup }>(cloud, {
      name: groups.endpoint,
      about: {
        what: RULES,
        why: {
          en: 'Only the functions may use the endpoint for SNS.',
          pt: 'Só as funções podem usar o endpoint do SNS.',
        },
      },
      find: () => findGroups(cloud, groups.endpoint),
      rules: ({ workerGroup }) => ({
        ingress: [{ port: HTTPS, peer: { group: workerGroup.id }, why: 'from the functions' }],
        egress: [],
      }),
    }),
    defaultRules,
  };
}
