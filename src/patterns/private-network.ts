// The parts of the private network: names and settings only.
// Notice: worker -> cache on 6379, worker -> SNS endpoint and S3 on 443, and nothing else, in either direction.

import type { Owned } from '../aws/clients.ts';
import { allow, policy } from '../aws/policy.ts';
import type { Text } from '../engine/text.ts';
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
  /** Why this system has a network of its own. */
  why: Text;
}

export type Network = ReturnType<typeof networkParts>;

const HTTPS = 443;
export const CACHE_PORT = 6379;

const VPC: Text = {
  en: 'A network of our own, cut off from the internet.',
  pt: 'Uma rede só nossa, isolada da internet.',
};
const SUBNET = {
  what: {
    en: 'A private range of addresses in one availability zone (one or more data centres).',
    pt: 'Uma faixa privada de endereços em uma zona de disponibilidade (um ou mais data centers).',
  },
  why: {
    en: 'The function is put into two zones, so the loss of one does not stop it.',
    pt: 'A função fica em duas zonas, então a perda de uma não a faz parar.',
  },
};
const WHY_GROUPS: Text = {
  en: 'Each side of the conversation has its own group, so that a rule can name who may talk to whom.',
  pt: 'Cada lado da conversa tem seu próprio grupo, para que uma regra possa dizer quem fala com quem.',
};
const RULES: Text = {
  en: 'The list of who may talk to whom on which port.',
  pt: 'A lista de quem pode falar com quem, e em qual porta.',
};

export function networkParts(cloud: Owned, { name, cidr, bucketArn, topicArn, why }: NetworkSettings) {
  const range = (third: number) => cidr.replace(/0\.0\/16$/, `${third}.0/24`);
  const groups = { worker: `${name}-worker`, cache: `${name}-cache`, endpoint: `${name}-endpoint` };

  return {
    vpc: vpc(cloud, { name, about: { what: VPC, why }, cidr }),
    subnetA: subnet(cloud, { name: `${name}-a`, about: SUBNET, cidr: range(1), zoneIndex: 0, serving: ['sns'] }),
    subnetB: subnet(cloud, { name: `${name}-b`, about: SUBNET, cidr: range(2), zoneIndex: 1, serving: ['sns'] }),

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
        what: {
          en: 'A route to S3 that does not touch the internet.',
          pt: 'Uma rota até o S3 que não passa pela internet.',
        },
        why: { en: 'The function reads the files through it.', pt: 'A função lê os arquivos por ela.' },
      },
    }),
    topicDoor: interfaceEndpoint(cloud, {
      name: `${name}-sns`,
      service: 'sns',
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
      zones: 2,
    }),

    workerRules: securityGroupRules<{
      workerGroup: SecurityGroup;
      cacheGroup: SecurityGroup;
      endpointGroup: SecurityGroup;
      storageDoor: GatewayEndpoint;
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
    defaultRules: securityGroupRules<{ vpc: Vpc }>(cloud, {
      name: `the default group of ${name}`,
      about: {
        what: RULES,
        why: {
          en: 'Whatever is put into the VPC without a group of its own can talk to nobody (FSBP EC2.2).',
          pt: 'O que for colocado na VPC sem um grupo próprio não fala com ninguém (FSBP EC2.2).',
        },
      },
      find: () => findDefaultGroups(cloud, name),
      rules: () => ({ ingress: [], egress: [] }),
      builtIn: true,
    }),
  };
}
