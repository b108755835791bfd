/**
 * CSV lake: a CSV file lands in S3, S3 calls a function, and the function puts its rows into four places: a Parquet file, a
 * JSON file, PostgreSQL and DynamoDB. The function is a container image, and its database is private. Grafana shows what is in it.
 *
 * Read it downwards: a part can only lean on what an earlier line gave a name to.
 * Run it as often as you like: what is right stays, what drifted is put back.
 */
import type { Run } from '../src/engine/run.ts';
import type { Text } from '../src/engine/text.ts';
import { whoHearsAlarms } from '../src/operate/who-hears.ts';
import { howToOpen } from '../src/systems/csv-lake/grafana/door.ts';
import type { CsvLake } from '../src/systems/csv-lake/parts.ts';
import type { CsvLakeSettings } from '../src/systems/csv-lake/settings.ts';
import type { Outputs } from '../src/systems/story.ts';
import { provisionAlarms } from './blocks/alarms.ts';
import { provisionFunction } from './blocks/function.ts';
import { provisionGrafana } from './blocks/grafana.ts';
import { provisionNetwork } from './blocks/network.ts';

export function provision({ stage, up, removeIfPresent }: Run, part: CsvLake) {
  stage({
    en: '1 · The private network, and the database in it (it takes minutes; nothing that can go on waits for it)',
    pt: '1 · A rede privada, e o banco de dados nela (ele leva minutos; o que pode seguir não espera por ele)',
  });
  const { network } = part;
  const { vpc, subnets } = provisionNetwork({ up }, network);
  const converterGroup = up(network.converterGroup, { vpc });
  const databaseGroup = up(network.databaseGroup, { vpc });
  const s3Endpoint = up(network.s3Endpoint, { vpc });
  const dynamodbEndpoint = up(network.dynamodbEndpoint, { vpc });
  const converterRules = up(network.converterRules, { converterGroup, databaseGroup, s3Endpoint, dynamodbEndpoint });
  const grafanaGroup = part.grafana.on ? up(part.grafana.grafanaGroup, { vpc }) : undefined;
  const databaseRules = up(network.databaseRules, { databaseGroup, converterGroup, grafanaGroup });
  const connected = Promise.all([converterRules, databaseRules]); // now the function reaches the database
  const databaseSubnets = up(part.databaseSubnets, { subnets });
  const database = up(part.database, { subnets: databaseSubnets, group: databaseGroup });

  stage({
    en: '2 · What stands alone: the bucket, the table, a queue for events that fail, and the image of the function',
    pt: '2 · O que não depende de nada: o bucket, a tabela, uma fila para eventos que falham e a imagem da função',
  });
  const bucket = up(part.bucket);
  const table = up(part.table);
  const failures = up(part.failures);
  const repository = up(part.repository);
  const image = up(part.image, { repository });

  stage({
    en: '3 · The function, made of the image, and the role that says what it may touch',
    pt: '3 · A função, feita da imagem, e a role que diz no que ela pode tocar',
  });
  const boundary = part.boundary && up(part.boundary); // the most that the role may ever do
  const password = part.databasePassword.used === false ? undefined : up(part.databasePassword);
  const converter = provisionFunction({ up }, part.converter, {
    role: { bucket, table, database, failures, boundary },
    function: { subnets, group: converterGroup, image },
    environment: { table, database, password },
  });
  const schema = up(part.schema, { function: converter.ready, database, password, connected });
  if (!password) removeIfPresent([part.databasePassword], schema); // the users connect with tokens of IAM again

  stage({
    en: '4 · The wiring, last: from here on a file is converted',
    pt: '4 · As ligações, por último: a partir daqui um arquivo é convertido',
  });
  const retries = up(part.retries, { function: converter.ready, failures });
  const permission = up(part.bucketMayCall, { bucket, function: converter.ready });
  up(part.bucketToFunction, { bucket, permission, retries, before: schema }); // no event before the database can take its rows

  stage({
    en: '5 · Grafana: its address on the internet, and the service that keeps it running',
    pt: '5 · O Grafana: seu endereço na internet, e o serviço que o mantém rodando',
  });
  const grafana = provisionGrafana({ up, removeIfPresent }, part.grafana, {
    ...{ vpc, databaseGroup, databaseRules, database, boundary, schema, converter: converter.ready },
    grafanaGroup,
  });

  stage({
    en: '6 · Alarms for operators, a dashboard, and queries for the night',
    pt: '6 · Alarmes para os operadores, um painel e consultas para a madrugada',
  });
  const alarms = provisionAlarms({ up, removeIfPresent }, part.alarms, { watched: database, logs: [converter.logs] });

  return {
    bucket,
    table,
    failures,
    image,
    database,
    converter: converter.function,
    grafana,
    operatorsEmail: alarms.email,
  };
}

const PASSWORD_STANDS_THERE: Text = {
  en: 'LAKE_DB_AUTH=password: the password of the database stands in the variables of the function. Whoever may read its settings can read it.',
  pt: 'LAKE_DB_AUTH=password: a senha do banco de dados está nas variáveis da função. Quem pode ler as configurações dela pode lê-la.',
};

/** What `up` prints at its end. */
export async function outputs(made: ReturnType<typeof provision>, settings: CsvLakeSettings): Promise<Outputs> {
  const [bucket, table, failures, image, database, converter, grafana] = await Promise.all([
    made.bucket,
    made.table,
    made.failures,
    made.image,
    made.database,
    made.converter,
    made.grafana,
  ]);
  return {
    fields: {
      bucket: bucket.name,
      functionName: converter.name,
      imageUri: image.uri,
      tableName: table.name,
      failureQueueUrl: failures.url,
      databaseHost: database.host,
      databasePort: database.port,
      databaseName: database.DBName,
      ...(grafana && { grafanaUrl: grafana.url, grafanaFingerprint: grafana.fingerprint }),
    },
    says: [
      ...(grafana ? howToOpen(grafana) : []),
      ...(settings.LAKE_DB_AUTH === 'password' ? [PASSWORD_STANDS_THERE] : []),
      ...whoHearsAlarms(settings, await made.operatorsEmail),
    ],
  };
}
