// The parts of the lake: names and settings only, no calls. What leans on what is told in provision/csv-lake.ts.

import type { Owned } from '../../aws/clients.ts';
import { adoptedRoleName } from '../../aws/lab.ts';
import { notUsed } from '../../engine/steps-of.ts';
import { boundaryPart } from '../../patterns/boundary.ts';
import { bucketToFunctionParts } from '../../patterns/bucket-to-function/parts.ts';
import { limitRole } from '../../patterns/end-bills.ts';
import { functionParts } from '../../patterns/function.ts';
import { mailboxQueue } from '../../patterns/mailbox.ts';
import type { Table } from '../../resources/dynamodb/find-table.ts';
import { dynamoTable } from '../../resources/dynamodb/table.ts';
import { functionImage } from '../../resources/ecr/function-image.ts';
import { containerImage } from '../../resources/ecr/image.ts';
import { ecrRepository } from '../../resources/ecr/repository.ts';
import type { DbInstance } from '../../resources/rds/find-instance.ts';
import { postgresInstance } from '../../resources/rds/instance.ts';
import { isPassword, newPassword } from '../../resources/rds/master-password.ts';
import { dbSubnetGroup } from '../../resources/rds/subnet-group.ts';
import { type Bucket, s3Bucket } from '../../resources/s3/bucket.ts';
import type { Queue } from '../../resources/sqs/queue.ts';
import { type Secret, secretParameter } from '../../resources/ssm/parameter.ts';
import { about } from './about.ts';
import { alarms } from './alarms/alarms.ts';
import { MEMORY, TIMEOUT } from './converter/limits.ts';
import { INBOX } from './converter/names.ts';
import { DATABASE, OWNER, PASSWORD_VARIABLE } from './converter/postgres/users.ts';
import { ceiling, converterRights } from './function-rights.ts';
import { grafanaParts } from './grafana/parts.ts';
import { namesOf, partNames } from './names.ts';
import { csvLakeNetwork } from './network.ts';
import { FILES, FILES_KEY, KEY } from './record.ts';
import { databaseSchema } from './schema/schema.ts';
import type { CsvLakeSettings } from './settings.ts';

/** The boundary of the role, the same in every account. @param stack "ada-dev-csv-lake" */
export const boundaryPolicy = (stack: string) => ceiling((account) => partNames(stack, account));

export type CsvLake = ReturnType<typeof csvLake>;

/** Megabytes of /tmp, where the Parquet file is written. */
const DISK = 1024;
const ARCHITECTURE = 'arm64';
/** converter/Dockerfile says the same. */
export const CONVERTER_IMAGE = {
  entry: 'src/systems/csv-lake/converter/handler.ts',
  node: '24',
  architecture: ARCHITECTURE,
} as const;

/** What the function's variables are made of. */
interface Known {
  table: Table;
  database: DbInstance;
  /** With LAKE_DB_AUTH=password. */
  password: Secret | undefined;
}

export function csvLake(cloud: Owned, settings: CsvLakeSettings) {
  const names = namesOf(cloud, settings);
  const invoked = bucketToFunctionParts(cloud, {
    bucket: names.bucket,
    functionName: names.converter,
    failures: names.failures,
    id: `${names.stack}-uploads`,
    prefix: INBOX,
    about: about.notification,
  });
  const byPassword = settings.LAKE_DB_AUTH === 'password';
  const databasePassword = secretParameter(cloud, {
    ...{ name: names.databasePassword, about: about.databasePassword, make: newPassword, valid: isPassword },
  });
  return {
    network: csvLakeNetwork(cloud, {
      name: names.stack,
      cidr: settings.VPC_CIDR,
      bucketArn: cloud.bucketArn(names.bucket),
      tableArn: cloud.arn('dynamodb', `table/${names.table}`),
    }),

    bucket: s3Bucket(cloud, { name: names.bucket, about: about.bucket }),
    table: dynamoTable(cloud, { name: names.table, about: about.table, key: KEY, indexes: { [FILES]: FILES_KEY } }),
    failures: invoked.failures,
    /** Not in the story: a drill opens it, and `down` takes it away should a drill have been killed. */
    mailbox: mailboxQueue(cloud, { name: names.mailbox, topicArn: cloud.arn('sns', names.operators) }),

    databaseSubnets: dbSubnetGroup(cloud, { name: names.databaseSubnets, about: about.databaseSubnets }),
    database: postgresInstance(cloud, {
      ...{ id: names.database, about: about.database, database: DATABASE, masterUser: OWNER },
      instanceClass: settings.DB_CLASS,
      storageType: cloud.lab ? 'gp2' : 'gp3',
      storage: 20,
      backupDays: 1,
      finalSnapshot: settings.FINAL_SNAPSHOT,
    }),
    databasePassword: byPassword ? databasePassword : notUsed(databasePassword),
    schema: databaseSchema(cloud, {
      instance: names.database,
      functionName: names.converter,
      about: about.schema,
    }),

    repository: ecrRepository(cloud, {
      name: names.repository,
      about: about.repository,
      functionName: names.converter,
    }),
    image: containerImage(cloud, {
      repository: names.repository,
      about: about.image,
      content: functionImage(cloud, CONVERTER_IMAGE),
    }),

    /** None where somebody else's role takes the place of ours. The roles of Grafana are under it too. */
    boundary: adoptedRoleName(cloud, settings)
      ? undefined
      : boundaryPart(cloud, names.boundary, boundaryPolicy(names.stack), [
          ...[names.converter, names.grafanaStart, names.grafanaTask, limitRole(names.stack)],
        ]),
    converter: functionParts(cloud, settings, {
      name: names.converter,
      service: 'csv-lake',
      description: 'Converts each uploaded CSV file and loads its rows into PostgreSQL and DynamoDB',
      about: about.converter,
      packaged: 'image',
      inVpc: true,
      timeoutSeconds: TIMEOUT,
      memoryMegabytes: MEMORY,
      ephemeralMegabytes: DISK,
      architecture: ARCHITECTURE,
      role: {
        why: {
          en: 'The function reads CSV files, writes Parquet, JSON and items, connects to the database as two users, and nothing else.',
          pt: 'A função lê arquivos CSV, grava Parquet, JSON e itens, conecta-se ao banco como dois usuários e nada mais.',
        },
        policy: (
          {
            bucket,
            table,
            database,
            failures,
          }: { bucket: Bucket; table: Table; database: DbInstance; failures: Queue },
          logs,
        ) =>
          converterRights({
            ...{ bucket: bucket.arn, table: table.arn, failures: failures.arn, logs: logs.arn },
            databaseUsers: byPassword ? undefined : cloud.arn('rds-db', `dbuser:${database.resourceId}`),
          }),
      },
      environment: {
        what: {
          en: 'Where the function finds the table and the database.',
          pt: 'Onde a função encontra a tabela e o banco de dados.',
        },
        secret: [PASSWORD_VARIABLE],
        variables: ({ table, database, password }: Known) => ({
          TABLE_NAME: table.name,
          MAX_ITEMS: String(settings.MAX_ITEMS),
          DATABASE_HOST: String(database.host),
          DATABASE_PORT: String(database.port),
          DATABASE_NAME: DATABASE,
          ...(password && { [PASSWORD_VARIABLE]: password.value }),
        }),
      },
    }),

    retries: invoked.retries,
    bucketMayCall: invoked.bucketMayCall,
    bucketToFunction: invoked.bucketToFunction,

    grafana: grafanaParts(cloud, settings, names),

    alarms: alarms(cloud, settings, names),
  };
}
