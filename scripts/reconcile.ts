// npm run reconcile: finds files without a record, because an event or the cache was lost, and lets them be counted.

import { command } from '../src/cli/command.ts';
import { seconds } from '../src/settings/numbers.ts';

const USAGE = {
  en: `Usage: npm run reconcile -- [flags]
Compares the files in the bucket with the records. A file without a record (its event was lost, or the cache was) is
counted now, and the accountants' mail names it. Safe to repeat.
  --plan       look and compare only: says what would be counted, sends nothing
  --no-wait    do not wait until the files have their records
  --timeout s  stop waiting after so many seconds without a new record (180)`,
  pt: `Uso: npm run reconcile -- [opções]
Compara os arquivos do bucket com os registros. Um arquivo sem registro (o evento se perdeu, ou o cache) é contado agora,
e o e-mail dos contadores o cita. Pode ser repetido sem perigo.
  --plan       só olha e compara: diz o que seria contado, não envia nada
  --no-wait    não espera até os arquivos terem registro
  --timeout s  para de esperar depois de tantos segundos sem registro novo (180)`,
};

const FLAGS = {
  plan: { type: 'boolean', default: false },
  'no-wait': { type: 'boolean', default: false },
  timeout: { type: 'string', default: '180' },
} as const;

const prepare = ({ timeout }: { timeout: string }) => seconds('timeout', timeout);

await command({ usage: USAGE, flags: FLAGS, needs: 'reconcile', prepare }, async (session, patience) => {
  const { plan, 'no-wait': noWait } = session.flags;
  await session.ability(session, { plan, wait: !noWait, patience });
});
