// What somebody asks of `npm run records`: which flags go together, and what they mean.

import { UsageProblem } from '../../engine/problems.ts';
import { printable } from '../../screen/table.ts';
import { seconds, wholeNumber } from '../../settings/numbers.ts';

interface Flags {
  readonly wait: boolean;
  readonly timeout: string;
  readonly day?: string | undefined;
  readonly last?: string | undefined;
  readonly follow: boolean;
}

export interface Asked {
  /** Seconds to wait. */
  readonly patience: number;
  /** How many of the newest. */
  readonly last: number | undefined;
}

/** @throws UsageProblem for flags that do not go together, and for a day that the calendar has not */
export function asked({ wait, timeout, day, last, follow }: Flags, keys: readonly string[]): Asked {
  if (wait && (follow || last !== undefined))
    throw new UsageProblem(
      {
        en: '--wait shows the files that it names, so --last and --follow mean nothing beside it.',
        pt: '--wait mostra os arquivos que cita, por isso --last e --follow não querem dizer nada ao lado dele.',
      },
      { next: { en: 'Leave one of them out.', pt: 'Tire um deles.' } },
    );
  if (day !== undefined && !isDay(day))
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
  return {
    patience: seconds('timeout', timeout),
    last: last === undefined ? undefined : wholeNumber('last', last, { least: 1, most: 1_000_000, example: 20 }),
  };
}

/** Is it a day of the calendar, YYYY-MM-DD? */
function isDay(text: string): boolean {
  const at = new Date(`${text}T00:00:00Z`);
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(+at) && at.toISOString().startsWith(text);
}
