// The drills of a function that a bucket calls: it throws, it is throttled, it is slow, and its failed events are lost.

import { InvokeCommand } from '@aws-sdk/client-lambda';
import { DeleteQueueCommand } from '@aws-sdk/client-sqs';
import { FAILED_EVENTS, FUNCTION } from '../../../patterns/bucket-to-function/signals.ts';
import { depthOf } from '../../dead-letters/depth.ts';
import { failedEvents } from '../../dead-letters/failed-events.ts';
import { move } from '../../dead-letters/move.ts';
import { allowInvocations, countRefusals, refuseInvocations, SLOW, shortenTimeOut, slowHandler } from '../breaking.ts';
import { type Acts, drillsFrom } from '../drill.ts';
import { INVOKED_LIST } from './list.ts';
import { noteLost, refuseEvents, untilAllRefused, uploadRefused } from './refused-events.ts';
import type { InvokedSite } from './site.ts';

export const INVOKED_ACTS = {
  'function-throws': {
    point: FUNCTION,
    breaks: {
      en: 'The function’s code is replaced by one that throws; each event fails three times, and goes to the failure queue.',
      pt: 'O código da função é trocado por um que lança erro; cada evento falha três vezes e vai para a fila de falhas.',
    },
    begin: refuseEvents,
    meanwhile: uploadRefused,
    undo: untilAllRefused,
    runbook: redrive,
  },
  throttled: {
    point: FUNCTION,
    breaks: {
      en: 'The function’s concurrency is set to none: Lambda refuses every invocation.',
      pt: 'A concorrência da função é posta em zero: a Lambda recusa cada invocação.',
    },
    plays: {
      en: 'the drill invokes the function itself and counts its refusals, as the local cloud reports none',
      pt: 'o simulado invoca a função ele mesmo e conta as recusas, pois a nuvem local não informa nenhuma',
    },
    begin: (site) => refuseInvocations(site, site.functionName),
    meanwhile: (site) => countRefusals(site, site.functionName, site.on.throttles),
    undo: (site) => allowInvocations(site, site.functionName),
  },
  slow: {
    point: FUNCTION,
    ...SLOW,
    async begin(site) {
      await shortenTimeOut(site, site.functionStep, site.functionName);
      await site.replaceCode(slowHandler('undefined'));
    },
    // It is called and answers, so that no event of the slow code is tried again after the repair.
    meanwhile: ({ cloud, functionName: FunctionName }) =>
      cloud.lambda.send(new InvokeCommand({ FunctionName, Payload: '{"Records":[]}' })),
  },
  'events-lost': {
    point: FAILED_EVENTS,
    breaks: {
      en: 'Somebody deletes the failure queue, and the function throws: Lambda has no place for an event that failed.',
      pt: 'Alguém apaga a fila de falhas, e a função lança erro: a Lambda não tem onde pôr um evento que falhou.',
    },
    plays: {
      en: 'the drill counts the events that failed three times, as the local cloud does not report that they are lost',
      pt: 'o simulado conta os eventos que falharam três vezes, pois a nuvem local não informa que se perderam',
    },
    async begin(site) {
      const { url: QueueUrl } = await depthOf(site.cloud, site.failures);
      await refuseEvents(site);
      await site.cloud.sqs.send(new DeleteQueueCommand({ QueueUrl }));
    },
    async meanwhile(site) {
      await uploadRefused(site);
      if (site.cloud.local) await noteLost(site);
    },
    undo: untilAllRefused,
    runbook: redrive,
  },
} satisfies Record<string, Acts<InvokedSite>>;

export const INVOKED_DRILLS = drillsFrom<keyof typeof INVOKED_LIST, InvokedSite>(INVOKED_LIST, INVOKED_ACTS);

/** Gives the failed events to the function again, as `npm run redrive` does. */
export async function redrive({ cloud, failures, functionName, signal }: InvokedSite): Promise<void> {
  const { from, to } = failedEvents(failures, functionName);
  await move(cloud, { from, to, signal, progress() {}, say() {} });
}
