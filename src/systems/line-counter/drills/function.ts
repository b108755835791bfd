// Drills of point 3: the function throws, is throttled, is slow.

import { DeleteFunctionConcurrencyCommand, InvokeCommand, PutFunctionConcurrencyCommand } from '@aws-sdk/client-lambda';
import { isKind } from '../../../engine/problems.ts';
import { move } from '../../../operate/dead-letters/move.ts';
import { FUNCTION } from '../alarms/points.ts';
import { signals } from '../alarms/signals.ts';
import { comeBackAfter, newKey, replaceCode, shortenTimeOut } from './breaking.ts';
import type { Drill } from './drill.ts';
import type { Site } from './site.ts';

/** Invocations in one period. */
const TRIES = 3;

export const FUNCTION_DRILLS: readonly Drill[] = [
  {
    name: 'function-throws',
    point: FUNCTION,
    breaks: {
      en: 'The function’s code is replaced by one that throws; messages come back after a second, and die after five tries.',
      pt: 'O código da função é trocado por um que lança erro; as mensagens voltam em um segundo e morrem após cinco tentativas.',
    },
    rings: ['function-errors', 'dead-letters'],
    minutesOnAws: 20,
    async begin(site) {
      await comeBackAfter(site, 1);
      await replaceCode(site, 'async () => { throw new RangeError("a drill"); }');
      await Promise.all([1, 2, 3].map(() => site.upload(newKey('thrown'))));
    },
    meanwhile: (site) => site.upload(newKey('thrown')),
    async runbook(site) {
      const { cloud, names, signal } = site;
      const told = { progress() {}, say() {} };
      await move(cloud, { from: names.deadLetters, to: names.queue, signal, ...told });
    },
  },
  {
    name: 'throttled',
    point: FUNCTION,
    breaks: {
      en: 'The function’s concurrency is set to none: Lambda refuses every invocation.',
      pt: 'A concorrência da função é posta em zero: a Lambda recusa cada invocação.',
    },
    plays: {
      en: 'the drill invokes the function itself and counts its refusals, as the local cloud’s poller asks no more',
      pt: 'o exercício invoca a função ele mesmo e conta as recusas, pois a nuvem local já não pergunta',
    },
    rings: ['function-throttles'],
    minutesOnAws: 30,
    begin: ({ cloud, names }) =>
      cloud.lambda.send(
        new PutFunctionConcurrencyCommand({ FunctionName: names.worker, ReservedConcurrentExecutions: 0 }),
      ),
    meanwhile: (site) => Promise.all(Array.from({ length: TRIES }, () => invoke(site))),
    undo: ({ cloud, names }) => cloud.lambda.send(new DeleteFunctionConcurrencyCommand({ FunctionName: names.worker })),
  },
  {
    name: 'slow',
    point: FUNCTION,
    breaks: {
      en: 'The function’s code is replaced by one that takes nearly all of its time.',
      pt: 'O código da função é trocado por um que gasta quase todo o seu tempo.',
    },
    plays: {
      en: 'the time-out is one second for the drill, and durations are shown as shares of the usual one',
      pt: 'o tempo limite é de um segundo no exercício, e as durações aparecem como fração do limite normal',
    },
    rings: ['function-slow'],
    async begin(site) {
      await shortenTimeOut(site);
      await replaceCode(
        site,
        'async () => { await new Promise((done) => setTimeout(done, 850)); return { batchItemFailures: [] }; }',
      );
    },
    meanwhile: (site) => site.upload(newKey('slow')),
  },
];

async function invoke(site: Site): Promise<void> {
  const { cloud, names } = site;
  try {
    await cloud.lambda.send(new InvokeCommand({ FunctionName: names.worker, Payload: Buffer.from('{"Records":[]}') }));
  } catch (error) {
    if (!isKind(error, 'TooManyRequestsException')) throw error;
    site.note(signals(names).throttles, 1);
  }
}
