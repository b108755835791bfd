// npm run records [-- --wait KEY…]: what a system has recorded of each file, the newest first.

import { command } from '../src/cli/command.ts';
import { Problem, UsageProblem } from '../src/engine/problems.ts';
import { inBoth } from '../src/engine/text.ts';
import { spoken } from '../src/screen/language.ts';
import { nextCommand } from '../src/screen/next-command.ts';
import { printable, table } from '../src/screen/table.ts';
import { seconds } from '../src/settings/numbers.ts';

const USAGE = {
  en: `Usage: npm run records -- [flags]
Shows what was recorded of each file: its name, the result, when, and how that ended.
  --wait KEY…  wait until each of these files has its record, and show only them
  --timeout s  for at most so many seconds (120)
  --day D      only those of that day, YYYY-MM-DD in UTC
  --failures   only those that did not end well`,
  pt: `Uso: npm run records -- [opções]
Mostra o que foi registrado de cada arquivo: o nome, o resultado, quando, e como terminou.
  --wait NOME… espera até cada um destes arquivos ter registro, e mostra só eles
  --timeout s  por no máximo tantos segundos (120)
  --day D      só os desse dia, AAAA-MM-DD em UTC
  --failures   só os que não terminaram bem`,
};

const FLAGS = {
  wait: { type: 'boolean', default: false },
  timeout: { type: 'string', default: '120' },
  day: { type: 'string' },
  failures: { type: 'boolean', default: false },
} as const;

const line = { usage: USAGE, flags: FLAGS, words: true, needs: 'records', prepare: wish } as const;

await command(line, async ({ cloud, configured, ability: source, flags, words, ...session }, patience) => {
  const { say, print, signal } = session;
  const { records: all, missing } = flags.wait
    ? await source.wait(cloud, words, { patience, signal })
    : { records: await source.list(cloud, flags), missing: [] };
  const records = all.filter(({ line }) => isWanted(line as Told, flags));
  for (const record of records) print(record.line);
  if (records.length) for (const text of table([source.heads.map(spoken), ...records.map(({ row }) => row)])) say(text);
  const reconcile = configured.abilities.reconcile && nextCommand(cloud, 'reconcile');
  if (missing.length)
    throw noRecord(missing.map((key) => printable(key)).join(', '), patience, nextCommand(cloud, 'status'), reconcile);
  const [none, upload] = [inBoth(source.none), nextCommand(cloud, 'upload')];
  if (!all.length && !flags.day) say({ en: `${none.en} Try:  ${upload}`, pt: `${none.pt} Rode:  ${upload}` });
  else if (!records.length) say({ en: 'There is no such record.', pt: 'Não há registro assim.' });
});

function noRecord(names: string, patience: number, status: string, reconcile: string | undefined): Problem {
  return new Problem(
    { en: `No record of ${names} after ${patience} s.`, pt: `Nenhum registro de ${names} depois de ${patience} s.` },
    {
      next: {
        en: `${status} shows whether messages wait or have failed; then wait again${reconcile ? `, or run ${reconcile}` : ''}.`,
        pt: `${status} mostra se há mensagens esperando ou com falha; depois espere de novo${reconcile ? `, ou rode ${reconcile}` : ''}.`,
      },
    },
  );
}

/** What every record has. */
interface Told {
  readonly at: string;
  readonly status: string;
}

function isWanted({ at, status }: Told, { day, failures }: { day?: string | undefined; failures: boolean }): boolean {
  return (!day || at.startsWith(day)) && (!failures || /^(fail|reject)/.test(status));
}

/** Seconds to wait. @throws UsageProblem when names and --wait do not go together */
function wish(
  { wait, timeout, day }: { wait: boolean; timeout: string; day?: string | undefined },
  keys: readonly string[],
): number {
  if (day !== undefined && !/^\d{4}-\d\d-\d\d$/.test(day))
    throw new UsageProblem(
      { en: `--day ${printable(day)} is not a day.`, pt: `--day ${printable(day)} não é um dia.` },
      { next: { en: 'For example: --day 2026-03-07', pt: 'Por exemplo: --day 2026-03-07' } },
    );
  if (wait && !keys.length)
    throw new UsageProblem(
      {
        en: '--wait needs the name of at least one file.',
        pt: '--wait precisa do nome de pelo menos um arquivo.',
      },
      {
        next: {
          en: 'For example: npm run records -- --wait lancamentos.txt',
          pt: 'Por exemplo: npm run records -- --wait lancamentos.txt',
        },
      },
    );
  if (!wait && keys.length) {
    const names = keys.map((key) => printable(key));
    const line = `npm run records -- --wait ${names.join(' ')}`;
    throw new UsageProblem(
      {
        en: `${names.join(', ')} means nothing without --wait.`,
        pt: `${names.join(', ')} não quer dizer nada sem --wait.`,
      },
      { next: { en: `To wait for it: ${line}`, pt: `Para esperar por ele: ${line}` } },
    );
  }
  return seconds('timeout', timeout);
}
