// The function of the document intake, with its role, log and environment.

import type { Owned } from '../../aws/clients.ts';
import { bundle } from '../../aws/code/bundle.ts';
import { functionParts } from '../../patterns/function.ts';
import type { Bucket } from '../../resources/s3/bucket.ts';
import type { Topic } from '../../resources/sns/topic.ts';
import type { Queue } from '../../resources/sqs/queue.ts';
import { readerRights } from './function-rights.ts';
import type { PartNames } from './names.ts';
import type { DocumentIntakeSettings } from './settings.ts';

/** Seconds: three times what reading may take (intake/limits.ts), so that a hostile document is rejected and no time-out. */
export const READER_TIMEOUT = 60;

export const readerFunction = (cloud: Owned, settings: DocumentIntakeSettings, names: PartNames) =>
  functionParts(cloud, settings, {
    name: names.reader,
    service: 'document-intake',
    description: 'Validates each document, extracts what is in it, and tells of it',
    about: {
      what: {
        en: 'Reads each document, validates it, extracts what is in it, and publishes the result.',
        pt: 'Lê cada documento, valida, extrai o que há nele e publica o resultado.',
      },
      why: {
        en: 'It runs only when a document arrives, and many at once when many arrive.',
        pt: 'Só roda quando chega um documento, e várias ao mesmo tempo quando chegam muitos.',
      },
    },
    code: bundle('src/systems/document-intake/reader/handler.ts'),
    inVpc: false,
    timeoutSeconds: READER_TIMEOUT,
    // Reading may take 400 MB (intake/limits.ts), the result as much again in text, and the function itself 150 MB.
    memoryMegabytes: 1024,
    role: {
      why: {
        en: 'The function reads and tags documents, writes results, publishes, keeps failed events, writes its log, and nothing else.',
        pt: 'A função lê e marca documentos, grava resultados, publica, guarda eventos que falharam, grava seu log e nada mais.',
      },
      policy: (
        { bucket, results, topic, failures }: { bucket: Bucket; results: Bucket; topic: Topic; failures: Queue },
        logs,
      ) =>
        readerRights({
          ...{ bucket: bucket.arn, results: results.arn, topic: topic.arn },
          ...{ failures: failures.arn, logs: logs.arn },
        }),
    },
    environment: {
      what: {
        en: 'Where the function finds the bucket of results and the topic.',
        pt: 'Onde a função encontra o bucket de resultados e o tópico.',
      },
      variables: ({ results, topic }: { results: Bucket; topic: Topic }) => ({
        RESULTS_BUCKET: results.name,
        TOPIC_ARN: topic.arn,
        NOTICE_LANGUAGE: settings.NOTIFY_LANGUAGE,
        MAIL: settings.INTAKE_MAIL,
      }),
    },
  });
