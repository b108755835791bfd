// The lines of a walkthrough: what a part is, before it; what was called and written, after it.

import pc from 'picocolors';
import type { Call } from '../engine/journal.ts';
import type { About } from '../engine/lifecycle.ts';
import type { PlannedPart, Result } from '../engine/progress.ts';
import { type Text, translated } from '../engine/text.ts';
import { duration } from '../engine/wait.ts';
import { awsLine, parametersOf } from './aws-line.ts';
import { spoken } from './language.ts';
import { detail, toned, worded } from './outcome-text.ts';
import { costOf } from './price.ts';
import { printable } from './table.ts';
import { describeCalls } from './terminal.ts';

/** The label of a line: at most eight letters. */
export const LABELS = {
  what: { en: 'what', pt: 'o quê' },
  why: { en: 'why', pt: 'por quê' },
  now: { en: 'now', pt: 'agora' },
  cost: { en: 'cost', pt: 'custo' },
  file: { en: 'file', pt: 'arquivo' },
  console: { en: 'console', pt: 'console' },
  calls: { en: 'calls', pt: 'chamadas' },
  wrote: { en: 'wrote', pt: 'gravou' },
  result: { en: 'result', pt: 'desfecho' },
  wait: { en: 'waiting', pt: 'espera' },
} as const satisfies Record<string, Text>;
const NONE: Text = { en: 'none', pt: 'nenhuma' };
/** Columns of the longest name of a parameter, and of a value. */
const [NAMES, VALUES] = [22, 300];

export interface Manner {
  /** Of a cloud on this machine, for the lines of `aws`. */
  readonly endpoint?: string | undefined;
  /** Does the story take parts away? Then it is said why a part goes now, and what it stops costing. */
  readonly removes?: boolean;
}

const labelled = (label: keyof typeof LABELS, text: string): string =>
  `  ${pc.dim(spoken(LABELS[label]).padEnd(8))} ${text}`.trimEnd();

/** Before a part. @param stage its title, "2 · Queue and cache" */
export function introduction(
  about: About,
  part: PlannedPart | undefined,
  stage: string,
  { removes, listed = false }: Manner & { readonly listed?: boolean },
): string[] {
  const { part: line, resource } = part?.writtenAt?.() ?? {};
  const files = [line, resource].filter(Boolean).join(', ');
  return [
    ...(listed ? [] : [labelled('what', spoken(about.what))]), // the list says it of each
    removes ? labelled('now', stage.replace(/^\d+ · /, '')) : labelled('why', spoken(about.why)),
    labelled('cost', `${listed ? `${spoken(EACH)} ` : ''}${spoken(removes ? noMore(costOf(about)) : costOf(about))}`),
    ...(files ? [labelled('file', files)] : []),
    labelled('console', about.console),
  ];
}

const EACH: Text = { en: 'each', pt: 'cada um' };
const noMore = (cost: Text): Text => ({ en: `until now ${cost.en}`, pt: `até agora ${cost.pt}` });

/** After the start of a slow part. @param usually seconds that AWS takes for it */
export function goesOn(usually: number | undefined): string {
  const time: Text = usually
    ? { en: `about ${duration(usually)}`, pt: `cerca de ${duration(usually, 'pt')}` }
    : { en: 'some minutes', pt: 'alguns minutos' };
  const text: Text = {
    en: `AWS takes ${time.en}. It was started now, and other parts are next; its result comes when it is ready.`,
    pt: `A AWS leva ${time.pt}. Já foi iniciado, e outras partes vêm agora; o resultado aparece quando ficar pronto.`,
  };
  return labelled('wait', spoken(text));
}

/** After a part. */
export function ending(result: Result, manner: Manner): string[] {
  return [
    labelled('calls', describeCalls(result.calls) || spoken(NONE)),
    ...writes(result.calls, manner),
    labelled('result', `${toned(result)(worded(result))}   ${detail(result)}`),
  ];
}

/** Each write with its parameters, and as a line of `aws`. A write that was sent again is shown once. */
export function writes(calls: readonly Call[], { endpoint }: Manner): string[] {
  const sent = calls.filter(({ write, input }) => write && input);
  const once = sent.filter((call, at) => sent.findIndex((one) => isSame(one, call)) === at);
  return once.flatMap((call) => {
    const line = awsLine(call, endpoint);
    return [
      labelled('wrote', `${call.service} ${call.operation}`),
      ...parametersOf(call).map(
        ([name, value]) => `           ${name.padEnd(NAMES)} ${printable(value.slice(0, 2 * VALUES), VALUES)}`,
      ),
      line ? `  ${line}` : `           ${spoken(NO_LINE)}`,
    ];
  });
}

const isSame = (one: Call, other: Call) => one.operation === other.operation && one.input === other.input;

const NO_LINE: Text = {
  en: '(no line of aws: it has bytes or a secret in it)',
  pt: '(sem linha de aws: contém bytes ou um segredo)',
};

/** "Alarm: 19 (30 to 48 of 54)", "SQS queue ada-dev-shop-jobs (16 of 54)" */
export function headline(title: string, [from, to]: readonly [number, number], of: number): string {
  const place = translated((language) => {
    const word = { en: ['to', 'of'], pt: ['a', 'de'] }[language];
    return from === to ? `${from} ${word[1]} ${of}` : `${from} ${word[0]} ${to} ${word[1]} ${of}`;
  });
  return `${pc.bold(title)} ${pc.dim(`(${spoken(place)})`)}`;
}
