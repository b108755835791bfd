// The two functions of the line counter, each with its log, its role and what it knows.

import type { Owned } from '../../aws/clients.ts';
import { bundle } from '../../aws/code/bundle.ts';
import { adoptedRoleName } from '../../aws/lab.ts';
import type { Text } from '../../engine/text.ts';
import type { ReplicationGroup } from '../../resources/elasticache/find-replication-group.ts';
import { adoptedRole } from '../../resources/iam/existing-role.ts';
import { iamRole, type RoleSettings, type UnderBoundary } from '../../resources/iam/role.ts';
import { functionEnvironment } from '../../resources/lambda/environment.ts';
import { lambdaFunction } from '../../resources/lambda/function.ts';
import type { LambdaFunction } from '../../resources/lambda/function-state.ts';
import { type LogGroup, logGroup } from '../../resources/logs/log-group.ts';
import type { Bucket } from '../../resources/s3/bucket.ts';
import type { Topic } from '../../resources/sns/topic.ts';
import type { Queue } from '../../resources/sqs/queue.ts';
import { readerRights, workerRights } from './function-rights.ts';
import type { Names } from './names.ts';
import type { LineCounterSettings } from './settings.ts';

/** Seconds after which an invocation of the worker is ended: at about 75 MB/s, files of 21 GB can be read in it. */
export const WORKER_TIMEOUT = 300;

const ROLE = {
  en: 'What the function may do, action by action, resource by resource.',
  pt: 'O que a função pode fazer, ação por ação, recurso por recurso.',
};
const ADOPTED_ROLE = {
  what: {
    en: 'What the function may do: a role that was there before us.',
    pt: 'O que a função pode fazer: uma role que já existia antes de nós.',
  },
  why: {
    en: 'A Learner Lab lets nobody make roles; it has one that may do everything a lab may.',
    pt: 'Um Learner Lab não deixa ninguém criar roles; ele tem uma que pode tudo o que um lab pode.',
  },
};
const whereIsWhat = (what: Text) => ({
  what,
  why: {
    en: 'Addresses are settings, not code: the same zip runs in every stage.',
    pt: 'Endereços são configuração, não código: o mesmo zip roda em todos os estágios.',
  },
});
const ENVIRONMENT = whereIsWhat({
  en: 'Where the function finds the cache and the topic.',
  pt: 'Onde a função encontra o cache e o tópico.',
});
const READER_ENVIRONMENT = whereIsWhat({
  en: 'Where the function finds the cache.',
  pt: 'Onde a função encontra o cache.',
});

export function functionParts(cloud: Owned, settings: LineCounterSettings, is: Names) {
  const logsOf = (functionName: string) =>
    logGroup(cloud, {
      name: `/aws/lambda/${functionName}`,
      about: {
        what: {
          en: `Where the function writes its log, kept for ${settings.LOG_RETENTION_DAYS} days.`,
          pt: `O grupo de logs da função, em que cada linha fica guardada por ${settings.LOG_RETENTION_DAYS} dias.`,
        },
        why: {
          en: 'Logs without a retention are kept, and billed, for ever.',
          pt: 'Logs sem prazo de retenção são guardados, e cobrados, para sempre.',
        },
      },
      retentionDays: settings.LOG_RETENTION_DAYS,
    });
  const telemetry = (service: string) => ({
    POWERTOOLS_SERVICE_NAME: service,
    POWERTOOLS_METRICS_NAMESPACE: is.stack,
    POWERTOOLS_LOG_LEVEL: 'INFO',
  });

  const adopted = adoptedRoleName(cloud, settings);
  const role = <Needs extends UnderBoundary>(ours: RoleSettings<Needs>) =>
    adopted ? adoptedRole<Needs>(cloud, { name: adopted, user: ours.name, about: ADOPTED_ROLE }) : iamRole(cloud, ours);

  return {
    workerLogs: logsOf(is.worker),
    workerRole: role<UnderBoundary & { bucket: Bucket; queue: Queue; topic: Topic; logs: LogGroup }>({
      name: is.worker,
      service: 'lambda.amazonaws.com',
      about: {
        what: ROLE,
        why: {
          en: 'The worker reads uploads, takes messages, publishes results, writes its log, and nothing else.',
          pt: 'O worker lê os envios, pega mensagens, publica resultados, grava seu log e nada mais.',
        },
      },
      policy: ({ bucket, queue, topic, logs }) =>
        workerRights({ bucket: bucket.arn, queue: queue.arn, topic: topic.arn, logs: [logs.arn] }),
    }),
    worker: lambdaFunction(cloud, {
      name: is.worker,
      description: 'Counts the lines of each uploaded file',
      about: {
        what: { en: 'Counts the lines of each uploaded file.', pt: 'Conta as linhas de cada arquivo enviado.' },
        why: {
          en: 'It runs only when there is a message, and many at once when there are many.',
          pt: 'Só roda quando há uma mensagem, e várias ao mesmo tempo quando há muitas.',
        },
      },
      code: bundle('src/systems/line-counter/worker/handler.ts'),
      timeoutSeconds: WORKER_TIMEOUT,
      memoryMegabytes: 512,
    }),
    workerEnvironment: functionEnvironment<{ worker: LambdaFunction; cache: ReplicationGroup; topic: Topic }>(cloud, {
      name: is.worker,
      about: ENVIRONMENT,
      variables: ({ cache, topic }) => ({
        ...cacheAt(cache),
        NAMESPACE: is.namespace,
        TOPIC_ARN: topic.arn,
        ANNOUNCE_LANGUAGE: settings.NOTIFY_LANGUAGE,
        ...telemetry('line-counter'),
      }),
    }),

    readerLogs: logsOf(is.reader),
    readerRole: role<UnderBoundary & { logs: LogGroup }>({
      name: is.reader,
      service: 'lambda.amazonaws.com',
      about: {
        what: ROLE,
        why: {
          en: 'The reader writes its log and nothing else: the cache asks for no IAM right, only for the way through the network.',
          pt: 'O leitor grava seu log e nada mais: o cache não pede permissão do IAM, só o caminho pela rede.',
        },
      },
      policy: ({ logs }) => readerRights({ logs: [logs.arn] }),
    }),
    reader: lambdaFunction(cloud, {
      name: is.reader,
      description: 'Reads the records out of the cache',
      about: {
        what: { en: 'Reads the records out of the cache.', pt: 'Lê os registros que estão no cache.' },
        why: {
          en: 'The cache is private in its VPC; people read it through this function.',
          pt: 'O cache é privado na sua VPC; as pessoas o leem por meio desta função.',
        },
      },
      code: bundle('src/systems/line-counter/reader/handler.ts'),
      timeoutSeconds: 15,
      memoryMegabytes: 256,
    }),
    readerEnvironment: functionEnvironment<{ worker: LambdaFunction; cache: ReplicationGroup }>(cloud, {
      name: is.reader,
      about: READER_ENVIRONMENT,
      variables: ({ cache }) => ({
        ...cacheAt(cache),
        NAMESPACE: is.namespace,
        ...telemetry('records-reader'),
      }),
    }),
  };
}

const cacheAt = ({ host, port }: ReplicationGroup) => ({
  CACHE_HOST: String(host),
  CACHE_PORT: String(port),
});
