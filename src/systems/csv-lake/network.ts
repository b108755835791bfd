// Allowed connections in the lake's private network: the function -> the database on 5432, the function -> S3 and DynamoDB on
// 443; with Grafana also its tasks -> the database. There is no route to the internet. Grafana itself is in public subnets
// (grafana/network.ts).

import type { Owned } from '../../aws/clients.ts';
import { allow, policy } from '../../aws/policy.ts';
import type { Text } from '../../engine/text.ts';
import { networkParts } from '../../patterns/private-network.ts';
import { groupsIn } from '../../patterns/security-groups.ts';
import type { SecurityGroup } from '../../resources/vpc/find-groups.ts';
import type { GatewayEndpoint } from '../../resources/vpc/gateway-endpoint.ts';

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
export const POSTGRESQL = 5432;

const WHY: Text = {
  en: 'RDS lives only inside a VPC, and a database with no way to the internet cannot be attacked from there.',
  pt: 'O RDS só existe dentro de uma VPC, e um banco sem caminho até a internet não pode ser atacado de lá.',
};
export function csvLakeNetwork(cloud: Owned, { name, cidr, bucketArn, tableArn }: NetworkSettings) {
  const { group, rules } = groupsIn(cloud, name);
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
    converterGroup: group('converter', { en: 'The group of the function.', pt: 'O grupo da função.' }),
    databaseGroup: group('database', { en: 'The group of the database.', pt: 'O grupo do banco de dados.' }),

    s3Endpoint: gatewayEndpoints.s3,
    dynamodbEndpoint: gatewayEndpoints.dynamodb,

    converterRules: rules<{
      converterGroup: SecurityGroup;
      databaseGroup: SecurityGroup;
      s3Endpoint: GatewayEndpoint;
      dynamodbEndpoint: GatewayEndpoint;
    }>(
      'converter',
      {
        en: 'The function may reach the database, S3 and DynamoDB, and nothing else.',
        pt: 'A função pode acessar o banco de dados, o S3 e o DynamoDB, e nada mais.',
      },
      ({ converterGroup, databaseGroup, s3Endpoint, dynamodbEndpoint }) => ({
        group: converterGroup,
        ingress: [],
        egress: [
          { port: POSTGRESQL, peer: { group: databaseGroup.id }, why: 'to the database' },
          { port: HTTPS, peer: { prefixList: s3Endpoint.prefixList }, why: 'to S3' },
          { port: HTTPS, peer: { prefixList: dynamodbEndpoint.prefixList }, why: 'to DynamoDB' },
        ],
      }),
    ),
    databaseRules: rules<{
      databaseGroup: SecurityGroup;
      converterGroup: SecurityGroup;
      grafanaGroup: SecurityGroup | undefined;
    }>(
      'database',
      {
        en: 'Only the function, and Grafana where there is one, may reach the database.',
        pt: 'Só a função, e o Grafana quando existe, podem acessar o banco de dados.',
      },
      ({ databaseGroup, converterGroup, grafanaGroup }) => ({
        group: databaseGroup,
        ingress: [
          { port: POSTGRESQL, peer: { group: converterGroup.id }, why: 'from the function' },
          ...(grafanaGroup ? [{ port: POSTGRESQL, peer: { group: grafanaGroup.id }, why: 'from Grafana' }] : []),
        ],
        egress: [],
      }),
    ),
    defaultRules,
  };
}
