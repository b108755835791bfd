/**
 * Line counter: a file lands in S3, a message waits in SQS, a function counts the lines, the cache remembers the number,
 * SNS tells the accountants.
 *
 * Read it downwards: a part can only lean on what an earlier line gave a name to.
 * Run it as often as you like: what is right stays, what drifted is put back.
 */
import type { Run } from '../src/engine/run.ts';
import type { LineCounter } from '../src/systems/line-counter/parts.ts';
import { countedFrom } from '../src/systems/line-counter/reconcile/counted-from.ts';
import type { LineCounterSettings } from '../src/systems/line-counter/settings.ts';
import { whoHears } from '../src/systems/line-counter/who-hears.ts';
import type { Outputs } from '../src/systems/story.ts';
import { provisionAlarms } from './blocks/alarms.ts';
import { provisionNetwork } from './blocks/network.ts';

export function provision({ stage, up, without }: Run, part: LineCounter) {
  stage({ en: '1 · The network, and the things that stand alone', pt: '1 · A rede, e o que não depende de nada' });
  const network = provisionNetwork({ up }, part.network); // VPC, subnets, security groups, endpoints
  const bucket = up(part.bucket);
  const deadLetters = up(part.deadLetters);
  const topic = up(part.topic);
  const workerLogs = up(part.workerLogs);
  const readerLogs = up(part.readerLogs);

  stage({
    en: '2 · The waiting room and the memory (the cache takes minutes; nothing that can go on waits for it)',
    pt: '2 · A sala de espera e a memória (o cache leva minutos; o que pode seguir não espera por ele)',
  });
  const queue = up(part.queue, { deadLetters });
  const cacheSubnets = up(part.cacheSubnets, { subnets: network.subnets });
  const cache = up(part.cache, { subnets: cacheSubnets, group: network.cacheGroup });

  stage({
    en: '3 · The functions, and the roles that say what they may touch',
    pt: '3 · As funções, e as roles que dizem no que elas podem tocar',
  });
  const boundary = part.boundary && up(part.boundary); // the most that either role may ever do
  const workerRole = up(part.workerRole, { bucket, queue, topic, logs: workerLogs, boundary });
  const worker = up(part.worker, {
    role: workerRole,
    logs: workerLogs,
    subnets: network.subnets,
    group: network.workerGroup,
  });
  const readyWorker = up(part.workerEnvironment, { worker, cache, topic }); // an edge: what the function knows

  const readerRole = up(part.readerRole, { logs: readerLogs, boundary });
  const reader = up(part.reader, {
    role: readerRole,
    logs: readerLogs,
    subnets: network.subnets,
    group: network.workerGroup,
  });
  up(part.readerEnvironment, { worker: reader, cache });

  stage({
    en: '4 · The wiring, last: from here on an upload is counted',
    pt: '4 · As ligações, por último: a partir daqui um envio é contado',
  });
  up(part.queueToWorker, { queue, worker: readyWorker, network: network.usable });
  up(part.bucketToQueue, { bucket, queue });
  const email = part.topicToEmail && up(part.topicToEmail, { topic });

  stage({
    en: '5 · Alarms for operators, a dashboard, and queries for the night',
    pt: '5 · Alarmes para os operadores, um painel e consultas para a madrugada',
  });
  const alarms = provisionAlarms({ up, without }, part.alarms, { watched: cache, logs: [workerLogs, readerLogs] });

  return { bucket, queue, deadLetters, topic, worker, email, alarms };
}

export type Made = ReturnType<typeof provision>;

/** What `up` prints at its end. */
export async function outputs(made: Made, settings: LineCounterSettings): Promise<Outputs> {
  const [bucket, queue, deadLetters, topic, worker, email, operators, operatorsEmail] = await Promise.all([
    made.bucket,
    made.queue,
    made.deadLetters,
    made.topic,
    made.worker,
    made.email,
    made.alarms.operators,
    made.alarms.email,
  ]);
  return {
    fields: {
      bucket: bucket.name,
      queueUrl: queue.url,
      deadLetterQueueUrl: deadLetters.url,
      topicArn: topic.arn,
      functionName: worker.name,
      operatorsTopicArn: operators.arn,
    },
    says: whoHears(settings, email, operatorsEmail),
  };
}

/** From when on uploads are counted, where this run made or repaired the notification. */
export const news = countedFrom;
