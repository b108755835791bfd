// An event source mapping: Lambda takes messages from the queue and calls the function with them. AWS gives it an id
// and no name, so we find it by the two ARNs. While its state is Creating, Enabling, Updating or Deleting, AWS refuses
// other calls. Notice: it is not deleted with its queue or its function.

import {
  CreateEventSourceMappingCommand,
  DeleteEventSourceMappingCommand,
  type EventSourceMappingConfiguration,
  ListEventSourceMappingsCommand,
  UpdateEventSourceMappingCommand,
} from '@aws-sdk/client-lambda';
import type { Owned } from '../../aws/clients.ts';
import { may, tagged } from '../../aws/rights.ts';
import { differences } from '../../engine/drift.ts';
import type { Purpose } from '../../engine/lifecycle.ts';
import { defineStep } from '../../engine/step.ts';
import { absentWhen, type RetryableError, retryOn } from '../../engine/wait.ts';
import type { Queue } from '../sqs/queue.ts';
import { type LambdaFunction, roleNotSpread } from './function-state.ts';

export interface EventSourceMapping {
  readonly id: string;
  readonly state: string;
  readonly settings: EventSourceMappingConfiguration;
}

export interface QueueToFunctionSettings {
  queueName: string;
  functionName: string;
  about: Purpose;
  /** Messages in one call. More than 10 needs a window. */
  batchSize: number;
  /** Seconds to wait for a fuller batch. */
  windowSeconds: number;
  /** Calls at the same time, 2 to 1,000. */
  maximumConcurrency: number;
}

interface Needs {
  queue: Queue;
  /** The function with its environment, so ready to work. */
  function: LambdaFunction;
  /** Other things that must exist before the first message: the rules of its network, for instance. */
  network?: unknown;
}

const busy: RetryableError = {
  kinds: ['ResourceInUseException', 'ResourceConflictException'],
  message: /in use|in progress|concurrent/i,
  because: { en: 'Lambda is still busy with the mapping', pt: 'o Lambda ainda está ocupado com o mapeamento' },
  patience: 300,
};

/** SQS already gives the new visibility timeout, but Lambda still sees the old one. */
const queueNotSettled: RetryableError = {
  kinds: ['InvalidParameterValueException'],
  message: /visibility timeout/i,
  because: {
    en: 'the queue’s settings take up to a minute to settle',
    pt: 'a configuração da fila leva até um minuto para valer',
  },
  patience: 90,
  hint: {
    en: 'The queue must hide a message for longer than the function may run.',
    pt: 'A fila precisa esconder a mensagem por mais tempo do que a função pode rodar.',
  },
};

/** The queue was made seconds ago (recorded on AWS: localstack, test_esm_with_not_existing_sqs_queue). */
const queueNotKnownYet: RetryableError = {
  kinds: ['InvalidParameterValueException'],
  message: /NonExistentQueue/,
  because: { en: 'Lambda does not see the new queue yet', pt: 'o Lambda ainda não vê a fila nova' },
  patience: 90,
};

export function eventSourceMapping(cloud: Owned, settings: QueueToFunctionSettings) {
  const { lambda, tags } = cloud;
  const { queueName, functionName } = settings;
  const wanted = {
    BatchSize: settings.batchSize,
    MaximumBatchingWindowInSeconds: settings.windowSeconds,
    ScalingConfig: { MaximumConcurrency: settings.maximumConcurrency },
    FunctionResponseTypes: ['ReportBatchItemFailures' as const],
  };

  return defineStep<Needs, EventSourceMapping>({
    kind: 'Mapping',
    name: `${queueName} -> ${functionName}`,
    about: {
      ...settings.about,
      costs: {
        en: 'polling is about 0.6 million SQS requests a month, within the free million',
        pt: 'a consulta à fila faz cerca de 0,6 milhão de requisições ao SQS por mês, dentro do milhão grátis',
      },
      console: 'Lambda > Functions > Configuration > Triggers',
    },

    async observe() {
      const { EventSourceMappings = [] } = await lambda.send(
        new ListEventSourceMappingsCommand({ EventSourceArn: cloud.arn('sqs', queueName) }),
      );
      const live = EventSourceMappings.find(
        ({ FunctionArn }) => FunctionArn === cloud.arn('lambda', `function:${functionName}`),
      );
      return live && { id: String(live.UUID), state: live.State ?? '', settings: live };
    },
    ready: ({ state }) => state === 'Enabled' || state === 'Disabled',
    leaving: ({ state }) => state === 'Deleting',
    id: ({ id }) => id,

    async create({ queue }, ctx) {
      const make = () =>
        lambda.send(
          new CreateEventSourceMappingCommand({
            EventSourceArn: queue.arn,
            FunctionName: functionName,
            Enabled: true,
            ...wanted,
            Tags: { ...tags },
          }),
        );
      await retryOn(ctx, [roleNotSpread, queueNotSettled, queueNotKnownYet, busy], () =>
        make().catch((error: Error) => {
          if (!/already exists/i.test(error.message)) throw error;
        }),
      );
    },
    drift: ({ state, settings: live }) =>
      differences({ ...live, Enabled: state === 'Enabled' }, { ...wanted, Enabled: true }),
    repair: ({ id }, _needs, _drift, ctx) =>
      retryOn(ctx, [roleNotSpread, busy], () =>
        lambda.send(new UpdateEventSourceMappingCommand({ UUID: id, Enabled: true, ...wanted })),
      ),
    destroy: ({ id }, ctx) =>
      retryOn(ctx, [busy], () =>
        absentWhen(['ResourceNotFoundException'], () => lambda.send(new DeleteEventSourceMappingCommand({ UUID: id }))),
      ),
    patience: 600,
    usually: 30,
    // AWS chooses the id of a mapping, so the right is limited by the function that it calls.
    rights: [
      may('lambda', 'ListEventSourceMappings', '*'),
      may('lambda', 'CreateEventSourceMapping DeleteEventSourceMapping UpdateEventSourceMapping', '*', {
        when: { ArnLike: { 'lambda:FunctionArn': cloud.arn('lambda', `function:${functionName}`) } },
      }),
      may('lambda', 'TagResource', cloud.arn('lambda', 'event-source-mapping:*'), { when: tagged('RequestTag', tags) }),
    ],
  });
}
