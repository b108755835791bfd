// Drills of point 3: the function throws, is throttled, is slow.

import { move } from '../../../operate/dead-letters/move.ts';
import {
  allowInvocations,
  countRefusals,
  newKey,
  refuseInvocations,
  replaceCode,
  SLOW,
  shortenTimeOut,
  slowHandler,
} from '../../../operate/drills/breaking.ts';
import type { Acts } from '../../../operate/drills/drill.ts';
import { FUNCTION } from '../alarms/points.ts';
import { signals } from '../alarms/signals.ts';
import { comeBackAfter } from './breaking.ts';
import type { LineCounterSite } from './site.ts';

export const FUNCTION_DRILLS = {
  'function-throws': {
    point: FUNCTION,
    breaks: {
      en: 'The function’s code is replaced by one that throws; messages come back after a second, and die after five tries.',
      pt: 'O código da função é trocado por um que lança erro; as mensagens voltam em um segundo e morrem após cinco tentativas.',
    },
    async begin(site) {
      await comeBackAfter(site, 1);
      await replaceCode(site, site.names.worker, 'async () => { throw new RangeError("a drill"); }');
      await Promise.all([1, 2, 3].map(() => site.upload(newKey('thrown'))));
    },
    meanwhile: (site) => site.upload(newKey('thrown')),
    async runbook(site) {
      const { cloud, names, signal } = site;
      const told = { progress() {}, say() {} };
      await move(cloud, { from: names.deadLetters, to: names.queue, signal, ...told });
    },
  },
  throttled: {
    point: FUNCTION,
    breaks: {
      en: 'The function’s concurrency is set to none: Lambda refuses every invocation.',
      pt: 'A concorrência da função é posta em zero: a Lambda recusa cada invocação.',
    },
    plays: {
      en: 'the drill invokes the function itself and counts its refusals, as the local cloud’s poller asks no more',
      pt: 'o simulado invoca a função ele mesmo e conta as recusas, pois a nuvem local já não pergunta',
    },
    begin: (site) => refuseInvocations(site, site.names.worker),
    meanwhile: (site) => countRefusals(site, site.names.worker, signals(site.names).throttles),
    undo: (site) => allowInvocations(site, site.names.worker),
  },
  slow: {
    point: FUNCTION,
    ...SLOW,
    async begin(site) {
      await shortenTimeOut(site, site.part.worker.function, site.names.worker);
      await replaceCode(site, site.names.worker, slowHandler('{ batchItemFailures: [] }'));
    },
    meanwhile: (site) => site.upload(newKey('slow')),
  },
} satisfies Record<string, Acts<LineCounterSite>>;
