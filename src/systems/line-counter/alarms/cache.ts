// Critical point 4: does the cache exist, and has it free memory?
// Missing numbers are bad news only here, because ElastiCache reports every minute.

import type { Row } from '../../../patterns/alarms/row.ts';
import { CACHE } from './points.ts';
import type { Signals } from './signals.ts';

const GONE_SAYS_SO = {
  en: 'when the numbers stop, cache-gone rings; this one then knows nothing',
  pt: 'quando os números param, cache-gone toca; este então não sabe nada',
};

export const cacheRows = ({ cpu, memory, connections, evictions }: Signals): Row[] => [
  {
    point: CACHE,
    name: 'cache-gone',
    severity: 'broken',
    watches: { ...connections, statistic: 'SampleCount' },
    rule: { rings: 'below', threshold: 1, datapoints: 5, periods: 5, period: 60, missing: 'breaching' },
    unit: { en: 'reports', pt: 'informes' },
    needsWatched: true,
    missingBecause: {
      en: 'a cache that runs reports every minute: silence is the signal',
      pt: 'um cache que roda informa a cada minuto: o silêncio é o sinal',
    },
    why: {
      en: 'The cache has not reported for five minutes: the node is down, is being replaced, or was deleted. Nothing can be recorded; messages come back and wait.',
      pt: 'O cache não informa há cinco minutos: o nó caiu, está sendo trocado ou foi apagado. Nada pode ser registrado; as mensagens voltam e esperam.',
    },
    steps: {
      en: [
        'ElastiCache > Valkey (or Redis OSS) caches: which state, which event?',
        'A node that is being replaced comes back by itself, empty: then npm run reconcile counts the files again.',
        'If it was deleted: npm run up makes a new one; then npm run redrive.',
      ],
      pt: [
        'ElastiCache > Valkey (ou Redis OSS) caches: que estado, que evento?',
        'Um nó em troca volta sozinho, vazio: depois, npm run reconcile conta os arquivos de novo.',
        'Se foi apagado: npm run up faz um novo; depois npm run redrive.',
      ],
    },
  },
  {
    point: CACHE,
    name: 'cache-evictions',
    severity: 'broken',
    watches: evictions,
    rule: { rings: 'above', threshold: 0, datapoints: 1, periods: 1, period: 300, missing: 'notBreaching' },
    unit: { en: 'keys', pt: 'chaves' },
    needsWatched: true,
    missingBecause: GONE_SAYS_SO,
    why: {
      en: 'The cache threw keys away to make room: records may be lost, and repeated events are no longer recognised.',
      pt: 'O cache jogou chaves fora para abrir espaço: registros podem ter se perdido, e eventos repetidos já não são reconhecidos.',
    },
    steps: {
      en: [
        'npm run export -- records.csv: save what is still there.',
        'Set CACHE_NODE_TYPE to a larger one in .env and run npm run up.',
        'npm run reconcile: counts the files again whose records are missing.',
      ],
      pt: [
        'npm run export -- records.csv: salve o que ainda está lá.',
        'Ponha um CACHE_NODE_TYPE maior no .env e rode npm run up.',
        'npm run reconcile: conta de novo os arquivos sem registro.',
      ],
    },
  },
  {
    point: CACHE,
    name: 'cache-memory',
    severity: 'warning',
    watches: memory,
    rule: { rings: 'above', threshold: 80, datapoints: 2, periods: 2, period: 300, missing: 'ignore' },
    unit: { en: 'percent', pt: 'por cento' },
    needsWatched: true,
    missingBecause: {
      en: 'what was full is full until a number says otherwise',
      pt: 'o que estava cheio está cheio até um número dizer o contrário',
    },
    why: {
      en: 'Four fifths of the memory are used. Records have no expiry, so it only grows; when it is full the cache refuses to write.',
      pt: 'Quatro quintos da memória estão em uso. Registros não vencem, então só cresce; cheio, o cache recusa escrever.',
    },
    steps: {
      en: [
        'npm run records: as many as expected?',
        'npm run export -- records.csv: keep a copy.',
        'Set CACHE_NODE_TYPE to a larger one in .env and run npm run up.',
      ],
      pt: [
        'npm run records: tantos quanto o esperado?',
        'npm run export -- records.csv: guarde uma cópia.',
        'Ponha um CACHE_NODE_TYPE maior no .env e rode npm run up.',
      ],
    },
  },
  {
    point: CACHE,
    name: 'cache-cpu',
    severity: 'warning',
    watches: cpu,
    rule: { rings: 'above', threshold: 80, datapoints: 5, periods: 5, period: 60, missing: 'missing' },
    unit: { en: 'percent', pt: 'por cento' },
    needsWatched: true,
    missingBecause: GONE_SAYS_SO,
    why: {
      en: 'The server of the cache works on one core, and that core is nearly busy: every answer gets slower, and time-outs follow.',
      pt: 'O servidor do cache trabalha em um núcleo, e ele está quase ocupado: cada resposta demora mais, e depois vêm os estouros de tempo.',
    },
    steps: {
      en: [
        'Look at the dashboard: more files than usual, or the same?',
        'The same: look for somebody else who uses this cache (CurrConnections).',
        'More: set CACHE_NODE_TYPE to a larger one in .env and run npm run up.',
      ],
      pt: [
        'Olhe o painel: mais arquivos que o normal, ou os mesmos?',
        'Os mesmos: procure quem mais usa este cache (CurrConnections).',
        'Mais: ponha um CACHE_NODE_TYPE maior no .env e rode npm run up.',
      ],
    },
  },
  {
    point: CACHE,
    name: 'cache-connections',
    severity: 'warning',
    watches: connections,
    rule: { rings: 'above', threshold: 100, datapoints: 2, periods: 2, period: 300, missing: 'notBreaching' },
    unit: { en: 'connections', pt: 'conexões' },
    needsWatched: true,
    missingBecause: GONE_SAYS_SO,
    why: {
      en: 'Five workers and a few readers need a dozen connections. More than a hundred: they are opened and not closed, or a stranger is in the network.',
      pt: 'Cinco workers e alguns leitores precisam de uma dúzia de conexões. Mais de cem: são abertas e não fechadas, ou há um estranho na rede.',
    },
    steps: {
      en: [
        'Look at the dashboard: did it come with more invocations, or without?',
        'npm run status: are the rules of the security groups as declared? npm run up puts them back.',
        'If it came with a change of the code, look there for a connection inside the handler.',
      ],
      pt: [
        'Olhe o painel: veio com mais invocações, ou sem?',
        'npm run status: as regras dos grupos de segurança estão como declaradas? npm run up as recoloca.',
        'Se veio com uma mudança no código, procure nele uma conexão aberta dentro do handler.',
      ],
    },
  },
];
