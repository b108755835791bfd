// Allowed connections in the lake's network: the function -> the database on 5432, the function -> S3 and DynamoDB on 443,
// and nothing else, in either direction. There is no route to the internet.

import type { Owned } from '../../aws/clients.ts';
import { allow, policy } from '../../aws/policy.ts';
import type { Purpose } from '../../engine/lifecycle.ts';
import type { Text } from '../../engine/text.ts';
import { networkParts, RULES } from '../../patterns/private-network.ts';
import type { GatewayEndpoint } from '../../resources/vpc/gateway-endpoint.ts';
import { findGroups, type SecurityGroup, securityGroup } from '../../resources/vpc/security-group.ts';
import { securityGroupRules } from '../../resources/vpc/security-group-rules.ts';

export interface NetworkSettings {
  /** "ada-dev-csv-lake" */
  name: string;
  /** A /16: "10.42.0.0/16". */
  cidr: string;
  /** What the endpoints allow to reach. */
  bucketArn: string;
  tableArn: string;
}

const HTTPS = 443;
const POSTGRESQL = 5432;

const WHY: Text = {
  en: 'RDS lives only inside a VPC, and a database with no way to the internet cannot be attacked from there.',
  pt: 'O RDS só existe dentro de uma VPC, e um banco sem caminho até a internet não pode ser atacado de lá.',
};
const WHY_GROUPS: Text = {
  en: 'Each side of the conversation has its own group, so that a rule can name who may talk to whom.',
  pt: 'Cada lado da conversa tem seu próprio grupo, para que uma regra possa dizer quem fala com quem.',
};

export function csvLakeNetwork(cloud: Owned, { name, cidr, bucketArn, tableArn }: NetworkSettings) {
  const groups = { converter: `${name}-converter`, database: `${name}-database` };
  const group = (groupName: string, description: string, what: Text) =>
    securityGroup(cloud, { name: groupName, description, about: { what, why: WHY_GROUPS } });
  const rules = (why: Text): Purpose => ({ what: RULES, why });
  const {
    gatewayEndpoints,
    interfaceEndpoints: _,
    defaultRules,
    ...network
  } = networkParts(cloud, {
    ...{ name, cidr, why: WHY },
    gatewayEndpoints: {
      s3: {
        policy: policy({
          ...allow(
            'ReadAndWriteFiles',
            [
              ...['s3:GetObject', 's3:GetObjectVersion', 's3:PutObject', 's3:DeleteObject'],
              ...['s3:AbortMultipartUpload', 's3:ListBucket'],
            ],
            [bucketArn, `${bucketArn}/*`],
          ),
          Principal: '*',
        }),
        about: {
          what: {
            en: 'A route to S3 that does not touch the internet.',
            pt: 'Uma rota até o S3 que não passa pela internet.',
          },
          why: {
            en: 'The function reads CSV files and writes its results through it, free of charge.',
            pt: 'A função lê os arquivos CSV e grava os resultados por ela, sem custo.',
          },
        },
      },
      dynamodb: {
        policy: policy({
          ...allow(
            'ReplaceItems',
            ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:BatchWriteItem'],
            [tableArn],
          ),
          Principal: '*',
        }),
        about: {
          what: {
            en: 'A route to DynamoDB that does not touch the internet.',
            pt: 'Uma rota até o DynamoDB que não passa pela internet.',
          },
          why: {
            en: 'The function writes items through it, free of charge.',
            pt: 'A função grava itens por ela, sem custo.',
          },
        },
      },
    },
    interfaceEndpoints: {},
  });

  return {
    ...network,
    converterGroup: group(groups.converter, 'The group of the function', {
      en: 'The group of the function.',
      pt: 'O grupo da função.',
    }),
    databaseGroup: group(groups.database, 'The group of the database', {
      en: 'The group of the database.',
      pt: 'O grupo do banco de dados.',
    }),

    s3Endpoint: gatewayEndpoints.s3,
    dynamodbEndpoint: gatewayEndpoints.dynamodb,

    converterRules: securityGroupRules<{
      converterGroup: SecurityGroup;
      databaseGroup: SecurityGroup;
      s3Endpoint: GatewayEndpoint;
      dynamodbEndpoint: GatewayEndpoint;
    }>(cloud, {
      name: groups.converter,
      about: rules({
        en: 'The function may reach the database, S3 and DynamoDB, and nothing else.',
        pt: 'A função pode acessar o banco de dados, o S3 e o DynamoDB, e nada mais.',
      }),
      find: () => findGroups(cloud, groups.converter),
      rules: ({ databaseGroup, s3Endpoint, dynamodbEndpoint }) => ({
        ingress: [],
        egress: [
          { port: POSTGRESQL, peer: { group: databaseGroup.id }, why: 'to the database' },
          { port: HTTPS, peer: { prefixList: s3Endpoint.prefixList }, why: 'to S3' },
          { port: HTTPS, peer: { prefixList: dynamodbEndpoint.prefixList }, why: 'to DynamoDB' },
        ],
      }),
    }),
    databaseRules: securityGroupRules<{ databaseGroup: SecurityGroup; converterGroup: SecurityGroup }>(cloud, {
      name: groups.database,
      about: rules({
        en: 'Only the function may reach the database.',
        pt: 'Só a função pode acessar o banco de dados.',
      }),
      find: () => findGroups(cloud, groups.database),
      rules: ({ converterGroup }) => ({
        ingress: [{ port: POSTGRESQL, peer: { group: converterGroup.id }, why: 'from the function' }],
        egress: [],
      }),
    }),
    defaultRules,
  };
}
