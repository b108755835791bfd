// The parts of the line counter: names and settings only, no calls. What leans on what is told in provision/line-counter.ts.

import type { Owned } from '../../aws/clients.ts';
import { adoptedRoleName, LAB_CONCURRENCY } from '../../aws/lab.ts';
import { allowService, onlyOverTls, policy } from '../../aws/policy.ts';
import { boundaryPart } from '../../patterns/boundary.ts';
import { mailboxQueue } from '../../patterns/mailbox.ts';
import { replicationGroup } from '../../resources/elasticache/replication-group.ts';
import { cacheSubnetGroup } from '../../resources/elasticache/subnet-group.ts';
import { eventSourceMapping } from '../../resources/lambda/event-source-mapping.ts';
import { type Bucket, s3Bucket } from '../../resources/s3/bucket.ts';
import { bucketNotifications } from '../../resources/s3/notifications.ts';
import { topicToEmail } from '../../resources/sns/email-subscription.ts';
import { snsTopic } from '../../resources/sns/topic.ts';
import { type Queue, sqsQueue } from '../../resources/sqs/queue.ts';
import { lineCounterAlarms } from './alarms/alarms.ts';
import { ceiling, OWN_ACCOUNT } from './function-rights.ts';
import { lineCounterFunctions, WORKER_TIMEOUT } from './functions.ts';
import { namesOf, partNames } from './names.ts';
import { lineCounterNetwork } from './network.ts';
import type { LineCounterSettings } from './settings.ts';

/** The boundary of both roles, the same in every account. @param stack "ada-dev-line-counter" */
export const boundaryPolicy = (stack: string) => ceiling(partNames(stack, OWN_ACCOUNT));

export type LineCounter = ReturnType<typeof lineCounter>;

const BATCH_WINDOW = 1; // seconds

/** How messages come to the worker. Played with backlogs of large files: src/systems/line-counter/worker/backlog.test.ts. */
export const DELIVERY = {
  // Small, because of a batch of large files only the first few have their turn, and a receive counts for all of them.
  batchSize: 5,
  windowSeconds: BATCH_WINDOW,
  // Six times the function's time-out and the window, so that no message is worked on twice at once (Lambda developer guide, "Using Lambda with Amazon SQS").
  visibilitySeconds: 6 * WORKER_TIMEOUT + BATCH_WINDOW,
  receivesAtMost: 5,
};

const SERVER = {
  valkey: {
    en: 'A Valkey server (the open continuation of Redis) run by ElastiCache: the memory of the system.',
    pt: 'Um servidor Valkey (a continuação aberta do Redis) mantido pelo ElastiCache: a memória do sistema.',
  },
  redis: {
    en: 'A Redis server run by ElastiCache: the memory of the system.',
    pt: 'Um servidor Redis mantido pelo ElastiCache: a memória do sistema.',
  },
};

export function lineCounter(cloud: Owned, settings: LineCounterSettings) {
  const names = namesOf(cloud, settings);
  const adopted = adoptedRoleName(cloud, settings);
  const arns = {
    bucket: cloud.bucketArn(names.bucket),
    queue: cloud.arn('sqs', names.queue),
    deadLetters: cloud.arn('sqs', names.deadLetters),
    topic: cloud.arn('sns', names.topic),
  };
  return {
    network: lineCounterNetwork(cloud, {
      name: names.stack,
      cidr: settings.VPC_CIDR,
      bucketArn: arns.bucket,
      topicArn: arns.topic,
      why: {
        en: 'ElastiCache lives only inside a VPC, so the function that writes to it must be there too.',
        pt: 'O ElastiCache só existe dentro de uma VPC, então a função que grava nele também precisa estar lá.',
      },
    }),

    bucket: s3Bucket(cloud, {
      name: names.bucket,
      about: {
        what: {
          en: 'Where the accountants’ files arrive and are kept.',
          pt: 'Onde os arquivos dos contadores chegam e ficam guardados.',
        },
        why: {
          en: 'It stores any amount, keeps old versions, and tells others when a file arrives.',
          pt: 'Guarda qualquer quantidade, mantém versões antigas e avisa quando chega um arquivo.',
        },
      },
      requestMetrics: settings.REQUEST_METRICS === 'on',
    }),
    deadLetters: sqsQueue<object>(cloud, {
      name: names.deadLetters,
      about: {
        what: {
          en: 'The dead-letter queue: where a message goes that failed five times.',
          pt: 'A fila de mensagens mortas (DLQ): para onde vai uma mensagem que falhou cinco vezes.',
        },
        why: {
          en: 'Nothing is lost: it waits here for 14 days until somebody has looked.',
          pt: 'Nada se perde: a mensagem espera aqui por 14 dias até que alguém a examine.',
        },
      },
      visibilitySeconds: 30,
      policy: policy(onlyOverTls('sqs:*', [arns.deadLetters])),
      acceptsFailuresOf: [arns.queue],
    }),
    queue: sqsQueue<{ deadLetters: Queue }>(cloud, {
      name: names.queue,
      about: {
        what: {
          en: 'The waiting room between S3 and the function.',
          pt: 'A sala de espera entre o S3 e a função.',
        },
        why: {
          en: 'A thousand uploads at once, or a cache that is down for an hour: messages wait, none is lost.',
          pt: 'Mil envios de uma vez, ou um cache fora do ar por uma hora: as mensagens esperam e nenhuma se perde.',
        },
      },
      visibilitySeconds: DELIVERY.visibilitySeconds,
      policy: policy(
        onlyOverTls('sqs:*', [arns.queue]),
        allowService('UploadsOfOurBucket', 's3.amazonaws.com', 'sqs:SendMessage', arns.queue, {
          arn: arns.bucket,
          account: cloud.account,
        }),
      ),
      receivesAtMost: DELIVERY.receivesAtMost,
    }),
    topic: snsTopic(cloud, {
      name: names.topic,
      about: {
        what: {
          en: 'A notice board: what is published there reaches every subscriber.',
          pt: 'Um quadro de avisos: o que se publica nele chega a todos os assinantes.',
        },
        why: {
          en: 'The function need not know who wants to hear; e-mail today, something else tomorrow.',
          pt: 'A função não precisa saber quem quer receber: hoje e-mail, amanhã outra coisa.',
        },
      },
      displayName: 'Ada Contabilidade',
    }),

    /** Not in the story: the demo opens it, and `down` takes it away should a demo have been killed. */
    mailbox: mailboxQueue(cloud, { name: names.mailbox, topicArn: arns.topic }),

    cacheSubnets: cacheSubnetGroup(cloud, {
      name: names.stack,
      about: {
        what: {
          en: 'The list of subnets in which the cache may live.',
          pt: 'A lista de sub-redes em que o cache pode ficar.',
        },
        why: {
          en: 'It keeps the cache inside our private network (FSBP ElastiCache.7).',
          pt: 'Mantém o cache dentro da nossa rede privada (FSBP ElastiCache.7).',
        },
      },
    }),
    cache: replicationGroup(cloud, {
      id: names.stack,
      description: `Records of ${names.stack}, made by sdk-scripts`,
      about: {
        what: SERVER[settings.CACHE_ENGINE],
        why: {
          en: 'It keeps file name and number of lines, and a Lua script decides there, atomically, whether a result is new.',
          pt: 'Guarda o nome do arquivo e o número de linhas, e um script Lua decide lá, de forma atômica, se um resultado é novo.',
        },
      },
      engine: settings.CACHE_ENGINE,
      nodeType: settings.CACHE_NODE_TYPE,
    }),

    /** None where somebody else's role takes the place of ours. */
    boundary: adopted
      ? undefined
      : boundaryPart(cloud, names.boundary, boundaryPolicy(names.stack), [names.worker, names.reader]),
    ...lineCounterFunctions(cloud, settings, names),

    queueToWorker: eventSourceMapping(cloud, {
      queueName: names.queue,
      functionName: names.worker,
      about: {
        what: {
          en: `Lambda empties the queue: it takes up to ${DELIVERY.batchSize} messages at a time and calls the function.`,
          pt: `A Lambda esvazia a fila: pega até ${DELIVERY.batchSize} mensagens por vez e chama a função.`,
        },
        why: {
          en: 'The function reports which messages failed; only those come back.',
          pt: 'A função informa quais mensagens falharam; só essas voltam.',
        },
      },
      batchSize: DELIVERY.batchSize,
      windowSeconds: DELIVERY.windowSeconds,
      maximumConcurrency: adopted ? LAB_CONCURRENCY : 5,
    }),
    bucketToQueue: bucketNotifications<{ bucket: Bucket; queue: Queue }>(cloud, {
      bucket: names.bucket,
      about: {
        what: {
          en: 'From here on, every upload puts a message into the queue.',
          pt: 'A partir daqui, cada envio coloca uma mensagem na fila.',
        },
        why: {
          en: 'Nobody has to ask the bucket whether something is new.',
          pt: 'Ninguém precisa perguntar ao bucket se há algo novo.',
        },
      },
      targets: [{ id: `${names.stack}-uploads`, queue: ({ queue }) => queue }],
    }),
    /** Without an address nobody is subscribed. */
    topicToEmail: settings.NOTIFY_EMAIL
      ? topicToEmail(cloud, {
          topicName: names.topic,
          address: settings.NOTIFY_EMAIL,
          about: {
            what: {
              en: 'The address that hears of every counted file.',
              pt: 'O endereço que recebe a notícia de cada arquivo contado.',
            },
            why: {
              en: 'AWS asks the reader of the mailbox first: open its mail and confirm.',
              pt: 'A AWS pergunta antes ao dono da caixa de correio: abra o e-mail dela e confirme.',
            },
          },
        })
      : undefined,

    alarms: lineCounterAlarms(cloud, settings, names),
  };
}
