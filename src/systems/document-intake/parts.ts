// The parts of the document intake: names and settings only, no calls. What leans on what is told in provision/document-intake.ts.

import type { Owned } from '../../aws/clients.ts';
import { adoptedRoleName } from '../../aws/lab.ts';
import { onlyOverTls, policy } from '../../aws/policy.ts';
import { boundaryPart } from '../../patterns/boundary.ts';
import { mailboxQueue } from '../../patterns/mailbox.ts';
import { type AsyncInvocation, asyncInvocation } from '../../resources/lambda/async-invocation.ts';
import { bucketPermission, type Permission } from '../../resources/lambda/permission.ts';
import { type Bucket, s3Bucket } from '../../resources/s3/bucket.ts';
import { bucketNotifications } from '../../resources/s3/notifications.ts';
import { topicToEmail } from '../../resources/sns/email-subscription.ts';
import { snsTopic } from '../../resources/sns/topic.ts';
import { sqsQueue } from '../../resources/sqs/queue.ts';
import { intakeAlarms } from './alarms/alarms.ts';
import { readerFunction } from './function.ts';
import { ceiling } from './function-rights.ts';
import { namesOf, partNames } from './names.ts';
import type { DocumentIntakeSettings } from './settings.ts';

/** The boundary of the role, the same in every account. @param stack "ada-dev-document-intake" */
export const boundaryPolicy = (stack: string) => ceiling((account) => partNames(stack, account));

export type DocumentIntake = ReturnType<typeof documentIntake>;

export function documentIntake(cloud: Owned, settings: DocumentIntakeSettings) {
  const names = namesOf(cloud, settings);
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
    failures: sqsQueue<object>(cloud, {
      name: names.failures,
      about: {
        what: {
          en: 'Where an event goes that the function could not work on, three times.',
          pt: 'Para onde vai um evento que a função não conseguiu tratar, em três tentativas.',
        },
        why: {
          en: 'Without it Lambda would forget the event; here it waits for 14 days until somebody has looked.',
          pt: 'Sem ela a Lambda esqueceria o evento; aqui ele espera por 14 dias até que alguém o examine.',
        },
      },
      visibilitySeconds: 30,
      policy: policy(onlyOverTls('sqs:*', [cloud.arn('sqs', names.failures)])),
    }),
    /** Not in the story: the demo opens it, and `down` takes it away should a demo have been killed. */
    mailbox: mailboxQueue(cloud, { name: names.mailbox, topicArn: cloud.arn('sns', names.topic) }),

    /** None where somebody else's role takes the place of ours. */
    boundary: adoptedRoleName(cloud, settings)
      ? undefined
      : boundaryPart(cloud, names.boundary, boundaryPolicy(names.stack), [names.reader]),
    reader: readerFunction(cloud, settings, names),

    retries: asyncInvocation(cloud, {
      functionName: names.reader,
      about: {
        what: {
          en: 'How often Lambda tries an event again, for how long, and where it goes when that did not help.',
          pt: 'Quantas vezes a Lambda tenta um evento de novo, por quanto tempo, e para onde ele vai se isso não ajudar.',
        },
        why: {
          en: 'S3 does not wait for an answer, so nobody but Lambda could try again.',
          pt: 'O S3 não espera por uma resposta, então só a Lambda pode tentar de novo.',
        },
      },
      retries: 2,
      // The longest that Lambda offers: throttled events wait their turn for so long.
      maximumAgeSeconds: 6 * 3600,
    }),
    bucketMayCall: bucketPermission(cloud, {
      id: `${names.stack}-documents`,
      bucket: names.bucket,
      functionName: names.reader,
      about: {
        what: {
          en: 'The permission for this one bucket to call the function.',
          pt: 'A permissão para que só este bucket chame a função.',
        },
        why: {
          en: 'S3 refuses to send events to a function that it may not call.',
          pt: 'O S3 se recusa a enviar eventos para uma função que ele não pode chamar.',
        },
      },
    }),
    bucketToReader: bucketNotifications<{ bucket: Bucket; permission: Permission; retries: AsyncInvocation }>(cloud, {
      bucket: names.bucket,
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
      targets: [{ id: `${names.stack}-documents`, function: ({ permission }) => permission }],
    }),
    /** Without an address nobody is subscribed. */
    topicToEmail: settings.NOTIFY_EMAIL
      ? topicToEmail(cloud, {
          topicName: names.topic,
          address: settings.NOTIFY_EMAIL,
          filter: settings.INTAKE_MAIL === 'all' ? {} : { status: ['rejected'] },
          about: {
            what: {
              en: 'The address that hears of rejected documents.',
              pt: 'O endereço que recebe a notícia dos documentos rejeitados.',
            },
            why: {
              en: 'AWS asks the reader of the mailbox first: open its mail and confirm. Accepted documents send no mail, because SNS ends a subscription above ten mails a second.',
              pt: 'A AWS pergunta antes ao dono da caixa de correio: abra o e-mail dela e confirme. Documentos aceitos não geram e-mail, porque o SNS encerra uma assinatura com mais de dez e-mails por segundo.',
            },
          },
        })
      : undefined,

    alarms: intakeAlarms(cloud, settings, names),
  };
}
