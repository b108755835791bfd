// The two functions of the line counter: the worker counts, the reader gives people the records.

import type { Owned } from '../../aws/clients.ts';
import { bundle } from '../../aws/code/bundle.ts';
import { functionParts } from '../../patterns/function.ts';
import type { ReplicationGroup } from '../../resources/elasticache/find-replication-group.ts';
import type { Bucket } from '../../resources/s3/bucket.ts';
import type { Topic } from '../../resources/sns/topic.ts';
import type { Queue } from '../../resources/sqs/queue.ts';
import { readerRights, workerRights } from './function-rights.ts';
import type { Names } from './names.ts';
import type { LineCounterSettings } from './settings.ts';

/** Seconds after which Lambda ends an invocation of the worker. At about 75 MB/s it can read 21 GB in this time. */
export const WORKER_TIMEOUT = 300;

export function lineCounterFunctions(cloud: Owned, settings: LineCounterSettings, names: Names) {
  const cacheAt = ({ host, port }: ReplicationGroup) => ({
    CACHE_HOST: String(host),
    CACHE_PORT: String(port),
    NAMESPACE: names.namespace,
  });
  return {
    worker: functionParts(cloud, settings, {
      name: names.worker,
      service: 'line-counter',
      description: 'Counts the lines of each uploaded file',
      about: {
        what: { en: 'Counts the lines of each uploaded file.', pt: 'Conta as linhas de cada arquivo enviado.' },
        why: {
          en: 'It runs only when there is a message, and many at once when there are many.',
          pt: 'Só roda quando há uma mensagem, e várias ao mesmo tempo quando há muitas.',
        },
      },
      code: bundle('src/systems/line-counter/worker/handler.ts'),
      inVpc: true,
      timeoutSeconds: WORKER_TIMEOUT,
      memoryMegabytes: 512,
      role: {
        why: {
          en: 'The worker reads uploads, takes messages, publishes results, writes its log, and nothing else.',
          pt: 'O worker lê os envios, pega mensagens, publica resultados, grava seu log e nada mais.',
        },
        policy: ({ bucket, queue, topic }: { bucket: Bucket; queue: Queue; topic: Topic }, logs) =>
          workerRights({ bucket: bucket.arn, queue: queue.arn, topic: topic.arn, logs: [logs.arn] }),
      },
      environment: {
        what: {
          en: 'Where the function finds the cache and the topic.',
          pt: 'Onde a função encontra o cache e o tópico.',
        },
        variables: ({ cache, topic }: { cache: ReplicationGroup; topic: Topic }) => ({
          ...cacheAt(cache),
          TOPIC_ARN: topic.arn,
          ANNOUNCE_LANGUAGE: settings.NOTIFY_LANGUAGE,
        }),
      },
    }),
    reader: functionParts(cloud, settings, {
      name: names.reader,
      service: 'records-reader',
      description: 'Reads the records out of the cache',
      about: {
        what: { en: 'Reads the records out of the cache.', pt: 'Lê os registros que estão no cache.' },
        why: {
          en: 'The cache is private in its VPC; people read it through this function.',
          pt: 'O cache é privado na sua VPC; as pessoas o leem por meio desta função.',
        },
      },
      code: bundle('src/systems/line-counter/reader/handler.ts'),
      inVpc: true,
      timeoutSeconds: 15,
      memoryMegabytes: 256,
      role: {
        why: {
          en: 'The reader writes its log and nothing else: the cache asks for no IAM right, only for the way through the network.',
          pt: 'O leitor grava seu log e nada mais: o cache não pede permissão do IAM, só o caminho pela rede.',
        },
        policy: (_: object, logs) => readerRights({ logs: [logs.arn] }),
      },
      environment: {
        what: { en: 'Where the function finds the cache.', pt: 'Onde a função encontra o cache.' },
        variables: ({ cache }: { cache: ReplicationGroup }) => cacheAt(cache),
      },
    }),
  };
}
