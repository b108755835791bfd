// The parts of the document intake: names and settings only, no calls. What leans on what is told in provision/document-intake.ts.

import type { Owned } from '../../aws/clients.ts';
import { adoptedRoleName } from '../../aws/lab.ts';
import { boundaryPart } from '../../patterns/boundary.ts';
import { bucketToFunctionParts } from '../../patterns/bucket-to-function/parts.ts';
import { mailboxQueue } from '../../patterns/mailbox.ts';
import { s3Bucket } from '../../resources/s3/bucket.ts';
import { topicToEmail } from '../../resources/sns/email-subscription.ts';
import { snsTopic } from '../../resources/sns/topic.ts';
import { alarms } from './alarms/alarms.ts';
import { readerFunction } from './function.ts';
import { ceiling } from './function-rights.ts';
import { namesOf, partNames } from './names.ts';
import type { DocumentIntakeSettings } from './settings.ts';

/** The boundary of the role, the same in every account. @param stack "ada-dev-document-intake" */
export const boundaryPolicy = (stack: string) => ceiling((account) => partNames(stack, account));

export type DocumentIntake = ReturnType<typeof documentIntake>;

export function documentIntake(cloud: Owned, settings: DocumentIntakeSettings) {
  const names = namesOf(cloud, settings);
  const invoked = bucketToFunctionParts(cloud, {
    bucket: names.bucket,
    functionName: names.reader,
    failures: names.failures,
    id: `${names.stack}-documents`,
    about: {
      what: {
        en: 'From here on, every document that arrives calls the function.',
        pt: 'A partir daqui, cada documento que chega chama a função.',
      },
      why: {
        en: 'Nobody has to ask the bucket whether something has arrived.',
        pt: 'Ninguém precisa perguntar ao bucket se algo chegou.',
      },
    },
  });
  return {
    bucket: s3Bucket(cloud, {
      name: names.bucket,
      about: {
        what: { en: 'Where documents arrive and are kept.', pt: 'Onde os documentos chegam e ficam guardados.' },
        why: {
          en: 'It keeps every version of a document, and calls a function for each one that arrives.',
          pt: 'Guarda todas as versões de um documento e chama uma função para cada um que chega.',
        },
      },
    }),
    results: s3Bucket(cloud, {
      name: names.results,
      about: {
        what: {
          en: 'Where the results lie: a JSON for each document.',
          pt: 'Onde ficam os resultados: um JSON por documento.',
        },
        why: {
          en: 'It is a second bucket, because a function that writes where it listens calls itself without end.',
          pt: 'É um segundo bucket, porque uma função que grava onde escuta chama a si mesma sem fim.',
        },
      },
    }),
    topic: snsTopic(cloud, {
      name: names.topic,
      about: {
        what: {
          en: 'A notice board: each result is published there, with attributes to filter by.',
          pt: 'Um quadro de avisos: cada resultado é publicado nele, com atributos para filtrar.',
        },
        why: {
          en: 'The function need not know who wants to hear, and each subscriber chooses what it hears.',
          pt: 'A função não precisa saber quem quer receber, e cada assinante escolhe o que recebe.',
        },
      },
      displayName: 'Ada Documentos',
    }),
    failures: invoked.failures,
    /** Not in the story: the demo opens it, and `down` takes it away should a demo have been killed. */
    mailbox: mailboxQueue(cloud, { name: names.mailbox, topicArn: cloud.arn('sns', names.topic) }),

    /** None where somebody else's role takes the place of ours. */
    boundary: adoptedRoleName(cloud, settings)
      ? undefined
      : boundaryPart(cloud, names.boundary, boundaryPolicy(names.stack), [names.reader]),
    reader: readerFunction(cloud, settings, names),

    retries: invoked.retries,
    bucketMayCall: invoked.bucketMayCall,
    bucketToFunction: invoked.bucketToFunction,
    /** Without an address nobody is subscribed. */
    topicToEmail: settings.NOTIFY_EMAIL
      ? topicToEmail(cloud, {
          topicName: names.topic,
          address: settings.NOTIFY_EMAIL,
          // The function puts into these messages what people shall hear, and publishes one a second at most.
          filter: { audience: ['mail'] },
          about: {
            what: {
              en: 'The address that hears of rejected documents.',
              pt: 'O endereço que recebe a notícia dos documentos rejeitados.',
            },
            why: {
              en: 'AWS asks the reader of the mailbox first: open its mail and confirm. The function sends one mail a second at most, because SNS ends a subscription above ten.',
              pt: 'A AWS pergunta antes ao dono da caixa de correio: abra o e-mail dela e confirme. A função envia no máximo um e-mail por segundo, porque o SNS encerra uma assinatura com mais de dez.',
            },
          },
        })
      : undefined,

    alarms: alarms(cloud, settings, names),
  };
}
