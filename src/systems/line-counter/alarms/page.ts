// Critical point 1, from the side of the page: does it answer, soon enough, and does nobody try to get in?

import type { Row } from '../../../patterns/alarms/row.ts';
import { UPLOADS } from './points.ts';
import type { Signals } from './signals.ts';

const ONLY_WITH = 'WEB=on';

const NO_VISITOR = {
  en: 'nobody asked for the page in that time',
  pt: 'ninguém pediu a página nesse tempo',
};

export const pageRows = ({ pageErrors, pageFailed, pageDuration, pageRefused }: Signals): Row[] => [
  {
    point: UPLOADS,
    name: 'page-failing',
    severity: 'broken',
    onlyWith: ONLY_WITH,
    watches: { formula: 'FILL(errors, 0) + FILL(failed, 0)', of: { errors: pageErrors, failed: pageFailed } },
    rule: { rings: 'above', threshold: 0, datapoints: 2, periods: 3, period: 300, missing: 'notBreaching' },
    unit: { en: 'requests', pt: 'requisições' },
    missingBecause: NO_VISITOR,
    why: {
      en: 'Requests of the page failed in two of three periods of five minutes: accountants see an error and cannot send.',
      pt: 'Requisições da página falharam em dois de três períodos de cinco minutos: os contadores veem um erro e não conseguem enviar.',
    },
    steps: {
      en: [
        'npm run logs: the line "a request failed" has the path and the error.',
        'npm run up: puts the function, its role and its address back as they were declared.',
        'Meanwhile files can be sent without the page: npm run upload.',
      ],
      pt: [
        'npm run logs: a linha "a request failed" traz o caminho e o erro.',
        'npm run up: recoloca a função, a role e o endereço como foram declarados.',
        'Enquanto isso dá para enviar arquivos sem a página: npm run upload.',
      ],
    },
  },
  {
    point: UPLOADS,
    name: 'page-slow',
    severity: 'warning',
    onlyWith: ONLY_WITH,
    watches: pageDuration,
    rule: { rings: 'above', threshold: 4_000, datapoints: 2, periods: 3, period: 300, missing: 'notBreaching' },
    unit: { en: 'milliseconds', pt: 'milissegundos' },
    missingBecause: NO_VISITOR,
    why: {
      en: 'One of twenty requests took longer than four seconds: the cache is away or slow, or the account has no room for more functions.',
      pt: 'Uma em cada vinte requisições levou mais de quatro segundos: o cache está fora ou lento, ou a conta não tem lugar para mais funções.',
    },
    steps: {
      en: [
        'npm run status: is the cache there, and are the records counted?',
        'npm run doctor: how many functions may run at once in this account?',
        'npm run up: puts memory and time of the function back.',
      ],
      pt: [
        'npm run status: o cache está lá, e os registros são contados?',
        'npm run doctor: quantas funções podem rodar ao mesmo tempo nesta conta?',
        'npm run up: recoloca a memória e o tempo da função.',
      ],
    },
  },
  {
    point: UPLOADS,
    name: 'page-refused',
    severity: 'warning',
    onlyWith: ONLY_WITH,
    watches: pageRefused,
    rule: { rings: 'above', threshold: 20, datapoints: 1, periods: 1, period: 300, missing: 'notBreaching' },
    unit: { en: 'sign-ins', pt: 'entradas' },
    missingBecause: {
      en: 'the page counts only sign-ins that it refuses',
      pt: 'a página só conta as entradas que recusa',
    },
    why: {
      en: 'More than twenty sign-ins were refused in five minutes: somebody tries links, or a class uses links that have ended.',
      pt: 'Mais de vinte entradas foram recusadas em cinco minutos: alguém tenta links, ou uma turma usa links vencidos.',
    },
    steps: {
      en: [
        'npm run logs: the lines "sign-in refused" have the reason and the address that asked.',
        '"invitation-late" or "invitation-revoked": send new links with npm run invite.',
        '"invitation-wrong" many times: nobody can guess a link. If one was passed on, npm run invite -- --revoke-all ends all.',
      ],
      pt: [
        'npm run logs: as linhas "sign-in refused" trazem o motivo e o endereço que pediu.',
        '"invitation-late" ou "invitation-revoked": mande links novos com npm run invite.',
        '"invitation-wrong" muitas vezes: ninguém adivinha um link. Se um foi repassado, npm run invite -- --revoke-all anula todos.',
      ],
    },
  },
];
