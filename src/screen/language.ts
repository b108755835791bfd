// The language of the screen: UI_LANGUAGE, else that of the system's locale, else English.
// `--json` is never translated, and AWS's own names stay as AWS writes them.

import { inBoth, type Language, type Wording } from '../engine/text.ts';

/** The first of these that is set decides the language of messages (POSIX.1-2017, "Environment Variables"). */
const LOCALE = ['LC_ALL', 'LC_MESSAGES', 'LANG'];

/** @param env UI_LANGUAGE in it is "pt" or "en", if set: the settings check it */
export function languageOf(env: Readonly<Record<string, string | undefined>>): Language {
  if (env.UI_LANGUAGE) return env.UI_LANGUAGE === 'pt' ? 'pt' : 'en';
  const locale = LOCALE.map((name) => env[name]).find(Boolean) ?? '';
  return /^pt(_|-|\.|$)/i.test(locale) ? 'pt' : 'en';
}

let chosen: Language = languageOf(process.env);

/** Sets the language of the whole process. A command calls it once, after reading `.env`. */
export function speak(language: Language): void {
  chosen = language;
}

/** The chosen language, for numbers and times. */
export const language = (): Language => chosen;

export const spoken = (wording: Wording): string => inBoth(wording)[chosen];
