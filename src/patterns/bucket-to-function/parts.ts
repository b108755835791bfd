// A bucket that calls a function, and a queue for events that the function could not work on. S3 waits for no answer, so
// without the queue such an event would be forgotten.

import type { Event } from '@aws-sdk/client-s3';
import type { Owned } from '../../aws/clients.ts';
import { onlyOverTls, policy } from '../../aws/policy.ts';
import type { Purpose } from '../../engine/lifecycle.ts';
import { type AsyncInvocation, asyncInvocation } from '../../resources/lambda/async-invocation.ts';
import { bucketPermission, type Permission } from '../../resources/lambda/permission.ts';
import type { Bucket } from '../../resources/s3/bucket.ts';
import { bucketNotifications } from '../../resources/s3/notifications.ts';
import { sqsQueue } from '../../resources/sqs/queue.ts';

export interface BucketToFunctionSettings {
  readonly bucket: string;
  readonly functionName: string;
  /** Name of the queue for failed events. */
  readonly failures: string;
  /** Tells our permission and our notification from other people's: "ada-dev-shop-uploads". */
  readonly id: string;
  /** "s3:ObjectCreated:*" unless told. */
  readonly events?: readonly Event[];
  /** Only keys with this beginning. A function that writes into the bucket needs one, or it calls itself. */
  readonly prefix?: string;
  /** Of the notification: what happens from then on, and why. */
  readonly about: Purpose;
}

interface Needs {
  bucket: Bucket;
  /** First, because S3 refuses a function that it may not call. */
  permission: Permission;
  /** No event before Lambda knows where a failed one goes. */
  retries: AsyncInvocation;
  /** What else the function needs before its first event. */
  before?: unknown;
}

export function bucketToFunctionParts(
  cloud: Owned,
  { bucket, functionName, failures, id, events, prefix, about }: BucketToFunctionSettings,
) {
  return {
    failures: sqsQueue<object>(cloud, {
      name: failures,
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
      policy: policy(onlyOverTls('sqs:*', [cloud.arn('sqs', failures)])),
    }),

    retries: asyncInvocation(cloud, {
      functionName,
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
      id,
      bucket,
      functionName,
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
    bucketToFunction: bucketNotifications<Needs>(cloud, {
      bucket,
      about,
      targets: [{ id, ...(events && { events }), ...(prefix && { prefix }), function: ({ permission }) => permission }],
    }),
  };
}
