// Critical point 3: does the function run, without errors, and in time?

import type { Row } from '../../../patterns/alarms/row.ts';
import { WORKER_TIMEOUT } from '../functions.ts';
import { FUNCTION } from './points.ts';
import type { Signals } from './signals.ts';

/** Seconds: four fifths of the longest time of an invocation. */
const NEAR_THE_END = WORKER_TIMEOUT * 0.8;

const NO_RUN = {
  en: 'no invocation in that time, so nothing went wrong in one',
  pt: 'nenhuma invocação nesse tempo, então nada deu errado em uma',
};

export const functionRows = ({ errors, throttles, duration, visible, invocations }: Signals): Row[] => [
  {
    point: FUNCTION,
    name: 'function-errors',
    severity: 'broken',
    watches: errors,
    rule: { rings: 'above', threshold: 0, datapoints: 2, periods: 3, period: 300, missing: 'notBreaching' },
    unit: { en: 'invocations', pt: 'invocações' },
    missingBecause: NO_RUN,
    why: {
      en: 'The worker answers even for files it cannot count. An invocation that ends in an error crashed, ran out of time or could not start; once may happen, twice is a fault.',
      pt: 'O worker responde até pelos arquivos que não consegue contar. Uma invocação que termina em erro caiu, passou do tempo ou não começou; uma vez acontece, duas é defeito.',
    },
    steps: {
      en: [
        'npm run logs: the last lines before "Task timed out" or the error’s name.',
        'npm run up: puts code, role and environment back as they were declared.',
        'If it came with a change of the code, go back to the version before and run npm run up.',
      ],
      pt: [
        'npm run logs: as últimas linhas antes de "Task timed out" ou o nome do erro.',
        'npm run up: recoloca código, papel e ambiente como foram declarados.',
        'Se veio com uma mudança no código, volte à versão anterior e rode npm run up.',
      ],
    },
  },
  {
    point: FUNCTION,
    name: 'function-throttles',
    severity: 'warning',
    watches: throttles,
    rule: { rings: 'above', threshold: 0, datapoints: 3, periods: 3, period: 300, missing: 'notBreaching' },
    unit: { en: 'invocations', pt: 'invocações' },
    missingBecause: NO_RUN,
    why: {
      en: 'Lambda refused to start the worker for a quarter of an hour: the account’s concurrency is used up, and each refusal brings a message nearer to the dead letters.',
      pt: 'A Lambda recusou iniciar o worker por um quarto de hora: a concorrência da conta acabou, e cada recusa leva a mensagem mais perto das mensagens mortas.',
    },
    steps: {
      en: [
        'npm run doctor: how many invocations may run at once in this account?',
        'Look in Lambda’s console which other function uses them.',
        'Lower maximumConcurrency in src/systems/line-counter/parts.ts, or ask AWS for a higher quota.',
      ],
      pt: [
        'npm run doctor: quantas invocações podem rodar ao mesmo tempo nesta conta?',
        'Veja no console da Lambda que outra função as usa.',
        'Diminua maximumConcurrency em src/systems/line-counter/parts.ts, ou peça à AWS uma cota maior.',
      ],
    },
  },
  {
    point: FUNCTION,
    name: 'function-slow',
    severity: 'warning',
    watches: duration,
    rule: {
      rings: 'above',
      threshold: NEAR_THE_END * 1000,
      datapoints: 2,
      periods: 3,
      period: 300,
      missing: 'notBreaching',
    },
    unit: { en: 'milliseconds', pt: 'milissegundos' },
    missingBecause: NO_RUN,
    why: {
      en: `Invocations take more than ${NEAR_THE_END} of their ${WORKER_TIMEOUT} seconds: larger files than thought, or something the worker waits for is slow.`,
      pt: `Invocações levam mais de ${NEAR_THE_END} dos seus ${WORKER_TIMEOUT} segundos: arquivos maiores que o previsto, ou algo que o worker espera está lento.`,
    },
    steps: {
      en: [
        'Run the saved query "slowest files": is it one large file, or all of them?',
        'All of them: look at the cache’s CPU and connections on the dashboard.',
        'Large files: raise WORKER_TIMEOUT (900 at most) in src/systems/line-counter/functions.ts, then npm run up.',
      ],
      pt: [
        'Rode a consulta salva "slowest files": é um arquivo grande ou são todos?',
        'Todos: veja no painel a CPU e as conexões do cache.',
        'Arquivos grandes: aumente WORKER_TIMEOUT (no máximo 900) em src/systems/line-counter/functions.ts e rode npm run up.',
      ],
    },
  },
  {
    point: FUNCTION,
    name: 'mapping-off',
    severity: 'broken',
    watches: {
      formula: 'IF(visible > 0 AND FILL(invocations, 0) == 0, 1, 0)',
      of: { visible, invocations },
    },
    // Lambda reports an invocation at its end, up to one period after its start. So two empty periods may be one long
    // run.
    rule: { rings: 'above', threshold: 0, datapoints: 3, periods: 3, period: 300, missing: 'notBreaching' },
    unit: {
      en: 'periods in which messages wait and nothing runs',
      pt: 'períodos em que mensagens esperam e nada roda',
    },
    missingBecause: {
      en: 'without a waiting message nobody is kept waiting',
      pt: 'sem mensagem esperando, ninguém fica à espera',
    },
    why: {
      en: 'Messages wait and the worker does not run at all: the mapping is disabled or gone, or the function is held at no concurrency. AWS has no metric for a mapping that is off.',
      pt: 'Mensagens esperam e o worker não roda: o mapeamento está desligado ou sumiu, ou a função está presa em concorrência zero. A AWS não tem métrica para mapeamento desligado.',
    },
    steps: {
      en: [
        'npm run status: does the line "Mapping" say drifted or absent?',
        'npm run up: enables it again; what waits is counted within a minute.',
        'Find out who switched it off (CloudTrail, UpdateEventSourceMapping) before it happens again.',
      ],
      pt: [
        'npm run status: a linha "Mapping" diz drifted ou absent?',
        'npm run up: liga de novo; o que espera é contado em um minuto.',
        'Descubra quem desligou (CloudTrail, UpdateEventSourceMapping) antes que se repita.',
      ],
    },
  },
];
