// What the function may do, each right written once: its role gives it. The boundary above the roles is made of it, and of the
// rights of Grafana, and of what a time limit may end.
// Notice: the ARNs come from outside. In a role they are exact; in the boundary account and region are left open.

import { allow, type Policy, policy } from '../../aws/policy.ts';
import { mayEnd } from '../../patterns/end-bills.ts';
import {
  anywhere,
  joinNetwork,
  keepFailedEvents,
  OWN_ACCOUNT,
  tellMissingFromForbidden,
  writeLogs,
} from '../../patterns/function-rights.ts';
import { DATABASE_USERS } from './converter/postgres/users.ts';
import { grafanaCeiling } from './grafana/rights.ts';
import type { PartNames } from './names.ts';

/** ARNs; that of the log group without ":*". */
interface Grounds {
  readonly bucket: string;
  readonly table: string;
  /** "arn:…:dbuser:db-ABC": without the user. undefined where the function has a password. */
  readonly databaseUsers: string | undefined;
  readonly failures: string;
  readonly logs: string;
}

export const converterRights = ({ bucket, table, databaseUsers, failures, logs }: Grounds): Policy =>
  policy(
    allow('ReadUploads', ['s3:GetObject', 's3:GetObjectVersion'], [`${bucket}/in/*`]),
    tellMissingFromForbidden(bucket),
    allow(
      'WriteResults',
      ['s3:PutObject', 's3:DeleteObject', 's3:AbortMultipartUpload'],
      [`${bucket}/parquet/*`, `${bucket}/json/*`],
    ),
    allow(
      'ReplaceItems',
      ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:BatchWriteItem'],
      [table],
    ),
    ...(databaseUsers
      ? [
          allow(
            'ConnectToDatabase',
            ['rds-db:connect'],
            DATABASE_USERS.map((user) => `${databaseUsers}/${user}`),
          ),
        ]
      : []),
    keepFailedEvents(failures),
    writeLogs(logs),
    joinNetwork,
  );

/** The most that each role may ever do, whatever its policies say. @param named the names of the parts in an account */
export const ceiling = (named: (account: string) => PartNames): Policy => {
  const names = named(OWN_ACCOUNT);
  const { bucket, table, failures, converter } = names;
  const { Statement } = converterRights({
    bucket: `arn:aws:s3:::${bucket}`,
    table: anywhere('dynamodb', `table/${table}`),
    databaseUsers: anywhere('rds-db', 'dbuser:*'),
    failures: anywhere('sqs', failures),
    logs: anywhere('logs', `log-group:/aws/lambda/${converter}`),
  });
  const database = anywhere('rds', `db:${names.database}`);
  const ends = [
    mayEnd('rds:DeleteDBInstance', database),
    // The snapshot has the name that FINAL_SNAPSHOT gives it.
    mayEnd('rds:CreateDBSnapshot', database, anywhere('rds', 'snapshot:*')),
    mayEnd('rds:AddTagsToResource', database, anywhere('rds', 'snapshot:*')),
    mayEnd(
      'elasticloadbalancing:DeleteLoadBalancer',
      anywhere('elasticloadbalancing', `loadbalancer/app/${names.grafana}/*`),
    ),
    mayEnd('ecs:UpdateService', anywhere('ecs', `service/${names.grafana}/${names.grafana}`)),
  ];
  return policy(...Statement, ...grafanaCeiling(names), ...ends);
};
