// The sections of every hand-in, in the language of the screen. aws-sections.ts has those of a run on AWS.

import { priceTable } from '../../engine/price.ts';
import type { Result } from '../../engine/progress.ts';
import { stepsOf } from '../../engine/steps-of.ts';
import type { Text } from '../../engine/text.ts';
import { duration } from '../../engine/wait.ts';
import { language, spoken } from '../../screen/language.ts';
import { type Words, worded } from '../../screen/outcome-text.ts';
import { restingCost } from '../../screen/price.ts';
import { grouped, localTime, printable } from '../../screen/table.ts';
import type { StatusLine } from '../../systems/abilities.ts';
import type { EndedExercise } from '../exercises/state.ts';
import type { Compared } from './counts.ts';
import type { Section } from './page.ts';

const STATES: Words = {
  unchanged: { en: 'present, as declared', pt: 'presente, como declarada' },
  'would-create': { en: 'absent', pt: 'ausente' },
  'would-repair': { en: 'drifted', pt: 'alterada' },
  'would-remove': { en: 'not used any more', pt: 'não é mais usada' },
};
const PART: Text = { en: 'part', pt: 'parte' };
const STATE: Text = { en: 'state', pt: 'estado' };
const FIELDS: Text = { en: 'fields', pt: 'campos' };
const MADE_IN: Text = { en: 'made in', pt: 'criada em' };

/** @param usual seconds that a part took to be made in earlier runs on this machine */
export function partsSection(results: readonly Result[], usual: (title: string) => number | undefined): Section {
  const ready = results.filter(({ outcome }) => outcome === 'unchanged').length;
  return {
    title: spoken({ en: 'The parts and their states', pt: 'As partes e seus estados' }),
    sentences: [
      spoken({
        en: `${ready} of ${results.length} parts are as declared. The time to make a part is shown where it was 5 s or more, the median of the runs on this machine.`,
        pt: `${ready} de ${results.length} partes estão como declaradas. O tempo de criação aparece onde foi de 5 s ou mais, a mediana das execuções nesta máquina.`,
      }),
    ],
    table: [
      [PART, STATE, FIELDS, MADE_IN].map(spoken),
      ...results.map((result) => {
        const seconds = usual(result.title);
        const fields = result.outcome === 'would-repair' ? result.drift.map(({ field }) => field).join(', ') : '';
        return [result.title, worded(result, STATES), fields, seconds ? duration(seconds, language()) : ''];
      }),
    ],
  };
}

const MOST_NAMES = 20;

export function countsSection({ uploaded, recorded, missing }: Compared): Section {
  const names = missing.slice(0, MOST_NAMES).map((name) => printable(name));
  return {
    title: spoken({ en: 'Uploaded against recorded', pt: 'Enviados e registrados' }),
    table: [
      [
        { en: 'files in the bucket', pt: 'arquivos no bucket' },
        { en: 'files with a record', pt: 'arquivos com registro' },
        { en: 'without a record', pt: 'sem registro' },
      ].map(spoken),
      [grouped(uploaded), grouped(recorded), grouped(missing.length)],
    ],
    ...(names.length && {
      sentences: [`${spoken({ en: 'Without a record', pt: 'Sem registro' })}: ${names.join(', ')}`],
    }),
  };
}

export function costSection(parts: object): Section {
  const rows = priceTable(stepsOf(parts));
  return {
    title: spoken({ en: 'What it costs', pt: 'Quanto custa' }),
    sentences: [spoken(restingCost(parts))],
    table: [
      [
        { en: 'kind', pt: 'tipo' },
        { en: 'number', pt: 'quantidade' },
        { en: 'US dollars an hour', pt: 'dólares por hora' },
        { en: 'for 30 days', pt: 'por 30 dias' },
      ].map(spoken),
      ...rows.map(({ kind, count, perHour, thirtyDays }) => [
        kind,
        String(count),
        perHour.toFixed(4),
        thirtyDays.toFixed(2),
      ]),
    ],
  };
}

export function statusSection(lines: readonly StatusLine[]): Section {
  return {
    title: spoken({ en: 'Queues, mails and alarms now', pt: 'Filas, e-mails e alarmes agora' }),
    table: [
      [
        { en: 'what', pt: 'o quê' },
        { en: 'now', pt: 'agora' },
      ].map(spoken),
      ...lines.map(({ name, text }) => [spoken(name), spoken(text)]),
    ],
  };
}

const OUTCOMES: Readonly<Record<EndedExercise['outcome'], Text>> = {
  solved: { en: 'solved', pt: 'resolvido' },
  'given up': { en: 'given up', pt: 'desistiu' },
};

export function exercisesSection(ended: readonly EndedExercise[]): Section {
  const minutes = ({ startedAt, endedAt }: EndedExercise) =>
    duration((Date.parse(endedAt) - Date.parse(startedAt)) / 1000, language());
  return {
    title: spoken({ en: 'Exercises', pt: 'Exercícios' }),
    ...(ended.length
      ? {
          table: [
            [
              { en: 'exercise', pt: 'exercício' },
              { en: 'system', pt: 'sistema' },
              { en: 'result', pt: 'resultado' },
              { en: 'answers', pt: 'respostas' },
              { en: 'hints', pt: 'dicas' },
              { en: 'time', pt: 'tempo' },
              { en: 'when', pt: 'quando' },
            ].map(spoken),
            ...ended.map((one) => [
              ...[String(one.number), one.system, spoken(OUTCOMES[one.outcome])],
              ...[String(one.tries), String(one.hints), minutes(one), localTime(one.endedAt)],
            ]),
          ],
        }
      : { sentences: [spoken({ en: 'None was done on this machine.', pt: 'Nenhum foi feito nesta máquina.' })] }),
  };
}
