// What counts as an answer: in words of two languages, with any accents and endings, or as a letter.

import { expect, test } from 'vitest';
import { SYSTEM_NAMES, SYSTEMS } from '../../systems.ts';
import { choicesOf, grade } from './grade.ts';

const all = (
  await Promise.all(
    SYSTEM_NAMES.map(async (name) => (await (await SYSTEMS[name]()).configured({}).abilities.exercises?.()) ?? []),
  )
).flat();
const named = (name: string) => {
  const found = all.find((one) => one.name === name);
  if (!found) throw new Error(name);
  return found;
};

test('there are ten, numbered from 1, each with its own letter', () => {
  expect(all.map(({ number }) => number).sort((one, other) => one - other)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  const letters = choicesOf(all).map((_, at) => String.fromCharCode(97 + at));
  for (const exercise of all)
    expect(letters.filter((letter) => grade(letter, exercise, all) === 'right')).toHaveLength(1);
});

test.each(all)(
  '$name: its own cause is right in both languages, and that of every other exercise is not',
  (exercise) => {
    for (const { cause, name } of all)
      for (const text of [cause.en, cause.pt])
        expect([text, grade(text, exercise, all) === 'right']).toEqual([text, name === exercise.name]);
  },
);

test.each([
  ['mapping-off', 'O MAPEAMENTO da fila foi Desativado', 'right'],
  ['mapping-off', 'the event source mapping is off', 'right'],
  ['mapping-off', 'the mapping', 'only the part'],
  ['mapping-off', 'somebody disabled the alarm', 'only the fault'],
  ['mapping-off', 'the cache is full', 'wrong'],
  ['mapping-off', '', 'wrong'],
  ['notification-gone', 'a assinatura do bucket está faltando', 'right'],
  ['late-event', 'um evento antigo chegou atrasado', 'right'],
  ['other-table', 'a variável TABLE_NAME está errada', 'right'],
  ['failures-lost', 'events that fail are lost: no OnFailure destination', 'right'],
  ['no-dead-letters', 'a fila está sem RedrivePolicy', 'right'],
  ['mapping-off', 'the mapping is disabled and the code was replaced', 'several'],
  ['mapping-off', 'the mapping is disabled '.repeat(8), 'too long'],
] as const)('%s: "%s" is %s', (name, answer, expected) => {
  expect(grade(answer, named(name), all)).toBe(expected);
});
