// npm run records [-- --wait KEY…]: what a system has recorded of each file, the newest first.

import { command } from '../src/cli/command.ts';
import { Interrupted, Problem } from '../src/engine/problems.ts';
import { inBoth } from '../src/engine/text.ts';
import { wallClock } from '../src/engine/wait.ts';
import { asked } from '../src/operate/records/asked.ts';
import { followRecords } from '../src/operate/records/follow.ts';
import type { ListedRecord, RecordWish } from '../src/operate/records/source.ts';
import { spoken } from '../src/screen/language.ts';
import { nextCommand } from '../src/screen/next-command.ts';
import { printable, table } from '../src/screen/table.ts';

const USAGE = {
  en: `Usage: npm run records -- [flags]
Shows what was recorded of each file: its name, the result, when, and how that ended.
  --wait KEY…  wait until each of these files has its record, and show only them
  --timeout s  for at most so many seconds (120)
  --file KEY   only those of this file: in the audit log its whole history
  --day D      only those of that day, YYYY-MM-DD in UTC
  --failures   only those that did not end well
  --last n     only the n newest
  --follow     go on as new ones come (every 2 s), until Ctrl-C`,
  pt: `Uso: npm run records -- [opções]
Mostra o que foi registrado de cada arquivo: o nome, o resultado, quando, e como terminou.
  --wait NOME…  espera até cada um destes arquivos ter registro, e mostra só eles
  --timeout s  por no máximo tantos segundos (120)
  --file NOME  só os deste arquivo: no registro de auditoria, toda a história dele
  --day D      só os desse dia, AAAA-MM-DD em UTC
  --failures   só os que não terminaram bem
  --last n     só os n mais novos
  --follow     continua quando chegam novos (a cada 2 s), até Ctrl-C`,
};

const FLAGS = {
  wait: { type: 'boolean', default: false },
  timeout: { type: 'string', default: '120' },
  file: { type: 'string' },
  day: { type: 'string' },
  failures: { type: 'boolean', default: false },
  last: { type: 'string' },
  follow: { type: 'boolean', default: false },
} as const;

/** Rows that are aligned with each other when records are followed. */
const ALIGNED = 20;

const line = { usage: USAGE, flags: FLAGS, words: true, needs: 'records', prepare: asked } as const;

await command(line, async ({ cloud, configured, ability: source, flags, words, ...session }, { patience, last }) => {
  const { say, print, signal, screen } = session;
  const { records: all, missing } = flags.wait
    ? await source.wait(cloud, words, { patience, signal })
    : { records: await source.list(cloud, flags), missing: [] };
  const wanted = ({ line }: ListedRecord) => isWanted(line as Told, flags);
  const records = all.filter(wanted).slice(0, last);
  for (const record of records) print(record.line);
  const heads = source.heads.map(spoken);
  const rows = inOrder(
    records.map(({ row }) => row),
    flags,
  );
  if (flags.follow || records.length) for (const text of table([heads, ...rows], screen.columns)) say(text);
  const reconcile = configured.abilities.reconcile && nextCommand(cloud, 'reconcile');
  if (missing.length)
    throw noRecord(missing.map((key) => printable(key)).join(', '), patience, nextCommand(cloud, 'status'), reconcile);
  if (flags.follow) {
    const shown = [...rows];
    const show = (fresh: readonly ListedRecord[]) => {
      const news = fresh.filter(wanted);
      for (const record of news) print(record.line);
      shown.push(...news.map(({ row }) => row));
      // Straight columns with the rows above: the table of the last ones gives the new lines.
      const lines = table([heads, ...shown.slice(-ALIGNED)], screen.columns);
      if (news.length) for (const text of lines.slice(-news.length)) say(text);
    };
    return followRecords(cloud, source, { wish: flags, known: all, show }, wallClock(signal)).catch(unlessStopped);
  }
  const [none, upload] = [inBoth(source.none), nextCommand(cloud, 'upload')];
  if (!all.length && !flags.day && flags.file === undefined)
    say({ en: `${none.en} Try:  ${upload}`, pt: `${none.pt} Rode:  ${upload}` });
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

/** The newest first; when followed the newest last, because more come below it. */
function inOrder(rows: readonly (readonly string[])[], { follow }: { follow: boolean }): (readonly string[])[] {
  return follow ? rows.toReversed() : [...rows];
}

function unlessStopped(error: unknown): void {
  if (!(error instanceof Interrupted)) throw error; // Ctrl-C is how --follow ends
}

/** What every record has. */
interface Told {
  readonly key: string;
  readonly at: string;
  readonly status: string;
}

function isWanted({ key, at, status }: Told, { file, day, failures }: RecordWish): boolean {
  const isOfFile = file === undefined || key === file;
  return isOfFile && (!day || at.startsWith(day)) && (!failures || /^(fail|reject)/.test(status));
}
