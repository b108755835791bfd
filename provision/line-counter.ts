// Line counter: a file arrives in S3, a message waits in SQS, a function counts the lines, the cache keeps the number,
// and SNS tells the accountants. Read it downwards: a part can only need things that an earlier line has named.
// It can be repeated: parts that are right stay, parts that changed are repaired.

import type { Run } from '../src/engine/run.ts';
import { whoHearsAlarms, whoHearsResults } from '../src/operate/who-hears.ts';
import type { LineCounter } from '../src/systems/line-counter/parts.ts';
import { countedFrom } from '../src/systems/line-counter/reconcile/counted-from.ts';
import type { LineCounterSettings } from '../src/systems/line-counter/settings.ts';
import type { Outputs } from '../src/systems/story.ts';
import { provisionAlarms } from './blocks/alarms.ts';
import { provisionFunction } from './blocks/function.ts';
import { provisionNetwork } from './blocks/network.ts';
import { provisionPage } from './blocks/page.ts';

export function provision({ stage, up, removeIfPresent }: Run, part: LineCounter) {
  stage({ en: '1 · The network, and what needs nothing else', pt: '1 · A rede, e o que não depende de nada' });
  const { vpc, subnets } = provisionNetwork({ up }, part.network);
  const workerGroup = up(part.network.workerGroup, { vpc });
  const cacheGroup = up(part.network.cacheGroup, { vpc });
  const endpointGroup = up(part.network.endpointGroup, { vpc });
  const s3Endpoint = up(part.network.s3Endpoint, { vpc });
  const snsEndpoint = up(part.network.snsEndpoint, { vpc, subnets, group: endpointGroup });
  const workerRules = up(part.network.workerRules, { workerGroup, cacheGroup, endpointGroup, s3Endpoint });
  const cacheRules = up(part.network.cacheRules, { cacheGroup, workerGroup });
  const endpointRules = up(part.network.endpointRules, { endpointGroup, workerGroup });
  const network = Promise.all([snsEndpoint, workerRules, cacheRules, endpointRules]); // now the network can be used

  const bucket = up(part.bucket);
  const deadLetters = up(part.deadLetters);
  const topic = up(part.topic);

  stage({
    en: '2 · Queue and cache (on AWS the cache takes 6 to 10 minutes; other parts go on meanwhile)',
    pt: '2 · Fila e cache (na AWS o cache leva de 6 a 10 minutos; as outras partes continuam enquanto isso)',
  });
  const queue = up(part.queue, { deadLetters });
  const cacheSubnets = up(part.cacheSubnets, { subnets });
  const cache = up(part.cache, { subnets: cacheSubnets, group: cacheGroup });

  stage({
    en: '3 · The functions, and the roles that say what they may touch',
    pt: '3 · As funções, e as roles que dizem no que elas podem tocar',
  });
  const boundary = part.boundary && up(part.boundary); // the most that either role may ever do
  const worker = provisionFunction({ up }, part.worker, {
    role: { bucket, queue, topic, boundary },
    function: { subnets, group: workerGroup },
    environment: { cache, topic },
  });
  const reader = provisionFunction({ up }, part.reader, {
    role: { boundary },
    function: { subnets, group: workerGroup },
    environment: { cache },
  });

  stage({
    en: '4 · The connections, last: from here on an upload is counted',
    pt: '4 · As ligações, por último: a partir daqui um envio é contado',
  });
  up(part.queueToWorker, { queue, function: worker.ready, network });
  up(part.bucketToQueue, { bucket, queue });
  const email = part.topicToEmail && up(part.topicToEmail, { topic });

  const web = provisionPage({ up, removeIfPresent }, part.page, { bucket, reader: reader.function, boundary });

  stage({
    en: '5 · Alarms for operators, a dashboard, and saved queries',
    pt: '5 · Alarmes para os operadores, um painel e consultas salvas',
  });
  const alarms = provisionAlarms({ up, removeIfPresent }, part.alarms, {
    watched: cache,
    logs: [worker.logs, reader.logs],
  });

  return { bucket, queue, deadLetters, topic, worker: worker.function, email, alarms, web };
}

export type Made = ReturnType<typeof provision>;

/** What `up` prints at its end. */
export async function outputs(made: Made, settings: LineCounterSettings): Promise<Outputs> {
  const [bucket, queue, deadLetters, topic, worker, email, operators, operatorsEmail, web] = await Promise.all([
    made.bucket,
    made.queue,
    made.deadLetters,
    made.topic,
    made.worker,
    made.email,
    made.alarms.operators,
    made.alarms.email,
    made.web,
  ]);
  return {
    fields: {
      bucket: bucket.name,
      queueUrl: queue.url,
      deadLetterQueueUrl: deadLetters.url,
      topicArn: topic.arn,
      functionName: worker.name,
      operatorsTopicArn: operators.arn,
      ...(web && { pageUrl: web.url }),
    },
    says: [
      ...(web
        ? [
            {
              en: `Page: ${web.url} (let somebody in: npm run invite -- "Ana Souza")`,
              pt: `Página: ${web.url} (deixe alguém entrar: npm run invite -- "Ana Souza")`,
            },
          ]
        : []),
      ...whoHearsResults(settings, email),
      ...whoHearsAlarms(settings, operatorsEmail),
    ],
  };
}

/** The time from which uploads are counted, when this run made or repaired the notification. */
export const news = countedFrom;
