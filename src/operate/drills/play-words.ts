// What playing a drill says, in both languages.

import { Problem } from '../../engine/problems.ts';
import type { Text } from '../../engine/text.ts';
import { duration } from '../../engine/wait.ts';
import { spoken } from '../../screen/language.ts';
import type { AlarmState } from './alarm-states.ts';

export const SAID = {
  after: { en: 'after', pt: 'depois de' },
  rang: { en: 'rang', pt: 'tocou' },
  back: { en: 'went back', pt: 'voltou' },
} satisfies Record<string, Text>;

export const DOING = {
  before: (name: string): Text => ({ en: `a good day before ${name}`, pt: `um dia bom antes de ${name}` }),
  ring: (rings: readonly string[]): Text => ({
    en: `${rings.join(' and ')} to ring`,
    pt: `${rings.join(' e ')} tocar`,
  }),
  back: (rings: readonly string[]): Text => ({
    en: `${rings.join(' and ')} to go back`,
    pt: `${rings.join(' e ')} voltar`,
  }),
};
const AGAIN: Text = {
  en: 'Run the same drill again; on a busy machine the function may have been too slow for its periods.',
  pt: 'Rode o mesmo simulado de novo; numa máquina ocupada a função pode ter sido lenta demais para seus períodos.',
};

/** @param patience seconds @param seen the last states, by the names of the rows */
export function waitedTooLong(patience: number, doing: Text, seen: ReadonlyMap<string, AlarmState>): Problem {
  const states = [...seen].map(([name, { state, value }]) => `${name} ${state} (${value ?? '–'})`).join(', ');
  const waited = {
    en: `Waited ${duration(patience)} for ${doing.en}: ${states}.`,
    pt: `Esperou ${duration(patience)} por ${doing.pt}: ${states}.`,
  };
  return new Problem(spoken(waited), { next: spoken(AGAIN) });
}
