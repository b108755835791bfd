// A text for people, in every language of the screen. A text in only one language does not compile.

export const LANGUAGES = ['en', 'pt'] as const;
export type Language = (typeof LANGUAGES)[number];
export type Text = Readonly<Record<Language, string>>;

/** A text, or what has no language: a name, a number, AWS's own words. */
export type Wording = Text | string;

export const inBoth = (wording: Wording): Text =>
  typeof wording === 'string' ? { en: wording, pt: wording } : wording;

/** For `--json`, logs and tests, which are never translated. */
export const inEnglish = (wording: Wording): string => inBoth(wording).en;

/** A text whose languages are written by one function. */
export const translated = (write: (language: Language) => string): Text => ({ en: write('en'), pt: write('pt') });
