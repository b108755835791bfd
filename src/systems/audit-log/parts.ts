// The parts of the audit log: names and settings only, no calls. What leans on what is told in provision/audit-log.ts.

import type { Owned } from '../../aws/clients.ts';
import { bundle } from '../../aws/code/bundle.ts';
import { adoptedRoleName } from '../../aws/lab.ts';
import { boundaryPart } from '../../patterns/boundary.ts';
import { bucketToFunctionParts } from '../../patterns/bucket-to-function/parts.ts';
import { functionParts } from '../../patterns/function.ts';
import { mailboxQueue } from '../../patterns/mailbox.ts';
import type { Table } from '../../resources/dynamodb/find-table.ts';
import { dynamoTable } from '../../resources/dynamodb/table.ts';
import { type Bucket, s3Bucket } from '../../resources/s3/bucket.ts';
import type { Queue } from '../../resources/sqs/queue.ts';
import { alarms } from './alarms/alarms.ts';
import { ceiling, writerRights } from './function-rights.ts';
import { BY_DAY, DAY_KEY, KEY } from './item.ts';
import { WRITER_TIMEOUT } from './limits.ts';
import { namesOf, partNames } from './names.ts';
import type { AuditLogSettings } from './settings.ts';

/** The boundary of the role, the same in every account. @param stack "ada-dev-audit-log" */
export const boundaryPolicy = (stack: string) => ceiling((account) => partNames(stack, account));

export type AuditLog = ReturnType<typeof auditLog>;

export function auditLog(cloud: Owned, settings: AuditLogSettings) {
  const names = namesOf(cloud, settings);
  const invoked = bucketToFunctionParts(cloud, {
    bucket: names.bucket,
    functionName: names.writer,
    failures: names.failures,
    id: `${names.stack}-uploads`,
    events: ['s3:ObjectCreated:*', 's3:ObjectRemoved:*'],
    about: {
      what: {
        en: 'From here on, every upload and every deletion calls the function.',
        pt: 'A partir daqui, cada envio e cada exclusão chama a função.',
      },
      why: {
        en: 'Nobody has to ask the bucket whether something has happened.',
        pt: 'Ninguém precisa perguntar ao bucket se algo aconteceu.',
      },
    },
  });
  return {
    bucket: s3Bucket(cloud, {
      name: names.bucket,
      about: {
        what: { en: 'Where files arrive and are kept.', pt: 'Onde os arquivos chegam e ficam guardados.' },
        why: {
          en: 'It keeps every version of a file, and tells a function of every upload and every deletion.',
          pt: 'Guarda todas as versões de um arquivo e avisa uma função de cada envio e de cada exclusão.',
        },
      },
    }),
    table: dynamoTable(cloud, {
      name: names.table,
      about: {
        what: {
          en: 'The audit log itself: one item for each thing that happened to a file.',
          pt: 'O próprio registro de auditoria: um item para cada coisa que aconteceu com um arquivo.',
        },
        why: {
          en: 'It is durable, it answers in milliseconds by file or by day, and it costs nothing while nobody uses it.',
          pt: 'É durável, responde em milissegundos por arquivo ou por dia e não custa nada enquanto ninguém usa.',
        },
      },
      key: KEY,
      indexes: { [BY_DAY]: DAY_KEY },
      deletionProtection: settings.TABLE_PROTECTION === 'on',
    }),
    failures: invoked.failures,
    /** Not in the story: a drill opens it, and `down` takes it away should a drill have been killed. */
    mailbox: mailboxQueue(cloud, { name: names.mailbox, topicArn: cloud.arn('sns', names.operators) }),

    /** None where somebody else's role takes the place of ours. */
    boundary: adoptedRoleName(cloud, settings)
      ? undefined
      : boundaryPart(cloud, names.boundary, boundaryPolicy(names.stack), [names.writer]),
    writer: functionParts(cloud, settings, {
      name: names.writer,
      service: 'audit-log',
      description: 'Checks each uploaded file and writes what it found into the audit log',
      about: {
        what: {
          en: 'Reads each uploaded file, checks it, and writes an item.',
          pt: 'Lê cada arquivo enviado, verifica e grava um item.',
        },
        why: {
          en: 'It runs only when something happens, and many at once when much happens.',
          pt: 'Só roda quando algo acontece, e várias ao mesmo tempo quando acontece muita coisa.',
        },
      },
      code: bundle('src/systems/audit-log/writer/handler.ts'),
      inVpc: false,
      timeoutSeconds: WRITER_TIMEOUT,
      // More than the reading needs: with the memory comes the share of a processor, and parsing is work.
      memoryMegabytes: 1024,
      role: {
        why: {
          en: 'The writer reads uploads, adds items, keeps failed events, writes its log, and nothing else. It cannot change or delete an item.',
          pt: 'A função lê envios, acrescenta itens, guarda eventos que falharam, grava seu log e nada mais. Ela não pode mudar nem apagar um item.',
        },
        policy: ({ bucket, table, failures }: { bucket: Bucket; table: Table; failures: Queue }, logs) =>
          writerRights({ bucket: bucket.arn, table: table.arn, failures: failures.arn, logs: logs.arn }),
      },
      environment: {
        what: { en: 'Where the function finds the table.', pt: 'Onde a função encontra a tabela.' },
        variables: ({ table }: { table: Table }) => ({ TABLE_NAME: table.name }),
      },
    }),

    retries: invoked.retries,
    bucketMayCall: invoked.bucketMayCall,
    bucketToFunction: invoked.bucketToFunction,

    alarms: alarms(cloud, settings, names),
  };
}
