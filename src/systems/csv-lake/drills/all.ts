// The drills of the lake: those of every function that a bucket calls, and those of its database.

import { Problem } from '../../../engine/problems.ts';
import { newKey } from '../../../operate/drills/breaking.ts';
import { drillsFrom } from '../../../operate/drills/drill.ts';
import { INVOKED_ACTS, redrive } from '../../../operate/drills/invoked/drills.ts';
import { breakByHand } from '../../../resources/breaks.ts';
import { DATABASE } from '../alarms/signals.ts';
import { waitForFiles } from '../files.ts';
import { LIST } from './list.ts';
import type { LakeSite } from './site.ts';

const MEGABYTE = 1024 * 1024;
/** Below the alarms' limits, 100 MB and 2 GB. */
const LITTLE_MEMORY = 60 * MEGABYTE;
const LITTLE_STORAGE = 1024 * MEGABYTE;
/** Seconds of a period in which a function finds that no database answers: three tries. */
const AWAY_PERIOD = 1;

/** Keys of files that were uploaded while the database was away. */
const uploaded = new Map<LakeSite, string[]>();

export const DRILLS = drillsFrom<keyof typeof LIST, LakeSite>(LIST, {
  ...INVOKED_ACTS,
  'database-away': {
    point: DATABASE,
    breaks: {
      en: 'Somebody stops the database: no file can be loaded, each event fails three times, and goes to the failure queue.',
      pt: 'Alguém para o banco de dados: nenhum arquivo pode ser carregado, cada evento falha três vezes e vai para a fila de falhas.',
    },
    period: AWAY_PERIOD,
    async begin(site) {
      uploaded.set(site, []);
      await breakByHand(site.cloud, site.databaseStep, 'somebody stops it');
    },
    async meanwhile(site) {
      const key = site.keyOf(newKey('away'));
      await site.upload(key);
      uploaded.get(site)?.push(key);
    },
    runbook: redrive,
    proof: everyFileIsLoaded,
  },
  'memory-low': {
    point: DATABASE,
    breaks: {
      en: 'The database has less than 100 MB of free memory.',
      pt: 'O banco de dados tem menos de 100 MB de memória livre.',
    },
    plays: {
      en: 'the drill gives the number, because the local server has no memory of its own',
      pt: 'o simulado informa o número, pois o servidor local não tem memória própria',
    },
    meanwhile: async (site) => site.note(site.on.memory, LITTLE_MEMORY),
  },
  'storage-low': {
    point: DATABASE,
    breaks: {
      en: 'The database has less than 2 GB of free storage.',
      pt: 'O banco de dados tem menos de 2 GB de armazenamento livre.',
    },
    plays: {
      en: 'the drill gives the number, because the local server has the whole disk of this machine',
      pt: 'o simulado informa o número, pois o servidor local tem o disco inteiro desta máquina',
    },
    meanwhile: async (site) => site.note(site.on.storage, LITTLE_STORAGE),
  },
});

/** Seconds without a new record. On AWS Lambda tries an event again after up to two minutes. */
const PATIENCE = { local: 60, aws: 600 };

/** Events that were on their way when the database came back are tried again by Lambda, the failed ones were given back. */
async function everyFileIsLoaded(site: LakeSite): Promise<void> {
  const keys = uploaded.get(site) ?? [];
  uploaded.delete(site);
  const { files, missing } = await waitForFiles(site.cloud, site.names, keys, {
    patience: site.cloud.local ? PATIENCE.local : PATIENCE.aws,
    signal: site.signal,
  });
  const other = files.filter(({ status }) => status !== 'success').map(({ key }) => key);
  const lost = [...missing, ...other];
  if (lost.length)
    throw new Problem({
      en: `These files were uploaded while the database was away, and are not in the lake: ${lost.join(', ')}.`,
      pt: `Estes arquivos foram enviados enquanto o banco estava fora, e não estão no lago: ${lost.join(', ')}.`,
    });
}
