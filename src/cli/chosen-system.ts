// Which system a command is about, and whether it has what the command needs.

import { UsageProblem } from '../engine/problems.ts';
import { closest } from '../screen/closest.ts';
import { type Ability, NAMED } from '../systems/abilities.ts';
import type { Configured } from '../systems/system.ts';
import { isSystem, SYSTEM_NAMES, type SystemName } from '../systems.ts';
import { notUnderstood } from './frame.ts';

/** @throws UsageProblem for an unknown system, or two systems */
export function systemNamed([word]: readonly string[], flag: string | undefined): SystemName | undefined {
  const name = word ?? flag;
  if (word !== undefined && flag !== undefined && word !== flag)
    throw notUnderstood({
      en: `two systems are named, ${word} and ${flag}`,
      pt: `dois sistemas foram citados, ${word} e ${flag}`,
    });
  if (name === undefined || isSystem(name)) return name;
  const meant = closest(name, SYSTEM_NAMES);
  const [en, pt] = meant ? [` (did you mean ${meant}?)`, ` (você quis dizer ${meant}?)`] : ['', ''];
  throw notUnderstood({
    en: `there is no system '${name}'${en}, only ${SYSTEM_NAMES.join(', ')}`,
    pt: `não existe o sistema '${name}'${pt}, só ${SYSTEM_NAMES.join(', ')}`,
  });
}

/**
 * For a command that takes words, because there a system is easily named like a file. With --system a word may be anything.
 * @throws UsageProblem for a word that is the name of a system
 */
export function refuseSystemAsWord(words: readonly string[], flag: string | undefined): void {
  const name = flag === undefined && words.find(isSystem);
  if (name)
    throw notUnderstood({
      en: `${name} is a system, and this command takes it as a flag: --system ${name}`,
      pt: `${name} é um sistema, e este comando o recebe como opção: --system ${name}`,
    });
}

/** Loads what a command needs of a system. @throws UsageProblem for a system that lacks it */
export async function abilityOf(
  { abilities }: Pick<Configured, 'abilities'>,
  needs: Ability | 'nothing' | undefined,
  name: string,
) {
  if (needs === undefined || needs === 'nothing') return undefined;
  const load = abilities[needs];
  if (load) return load();
  throw new UsageProblem(
    { en: `${name} has no ${NAMED[needs].en}.`, pt: `${name} não tem ${NAMED[needs].pt}.` },
    { next: { en: 'npm run systems shows what each has.', pt: 'npm run systems mostra o que cada um tem.' } },
  );
}
