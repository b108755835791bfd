// The language of the screen comes from the setting or from the locale. Lines for programs have no language.

import { expect, onTestFinished, test } from 'vitest';
import { commandsOf, linesOf } from '../testing/run-command.ts';
import { languageOf, speak, spoken } from './language.ts';

test.each([
  [{}, 'en'],
  [{ LANG: 'C' }, 'en'],
  [{ LANG: 'pt_BR.UTF-8' }, 'pt'],
  [{ LANG: 'pt' }, 'pt'],
  [{ LANG: 'ptx_XX' }, 'en'],
  [{ LC_ALL: 'en_US.UTF-8', LANG: 'pt_BR.UTF-8' }, 'en'],
  [{ LC_ALL: '', LC_MESSAGES: 'pt_PT', LANG: 'en_US' }, 'pt'],
  [{ UI_LANGUAGE: 'pt', LC_ALL: 'en_US.UTF-8' }, 'pt'],
  [{ UI_LANGUAGE: 'en', LANG: 'pt_BR.UTF-8' }, 'en'],
])('%j: %s', (env, language) => {
  expect(languageOf(env)).toBe(language);
});

test('a text is shown in the chosen language', () => {
  onTestFinished(() => speak('en'));
  const text = { en: 'queue', pt: 'fila' };
  expect(spoken(text)).toBe('queue');
  speak('pt');
  expect(spoken(text)).toBe('fila');
});

test('a command uses the language of UI_LANGUAGE, else of the locale; its lines for programs are the same in both', async () => {
  const plan = (env: Record<string, string>, ...flags: string[]) =>
    commandsOf('spoken', env)('provision/up.ts', '--plan', ...flags);
  expect((await plan({})).out).toContain('\n1 · The network');
  expect((await plan({ UI_LANGUAGE: 'pt' })).out).toContain('\n1 · A rede');
  const pt = await plan({ UI_LANGUAGE: '', LANG: 'pt_BR.UTF-8' }, '--json');
  expect(pt.err).toContain('\n1 · A rede');
  const steps = (lines: Record<string, unknown>[]) =>
    lines.flatMap(({ event, title, outcome }) => (event === 'step' ? [`${title} ${outcome}`] : [])).sort();
  const inEnglish = steps(linesOf(await plan({}, '--json')));
  expect(inEnglish.length).toBeGreaterThan(30);
  expect(steps(linesOf(pt))).toEqual(inEnglish);
});
