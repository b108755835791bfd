// Errors as sentences: what we were doing, what is wrong, what to do next.
// Notice: an AWS error has two names, `name` (the SDK's class) and `Code` (in the HTTP answer). Documentation uses
// either, so `isKind` compares both.

import { inBoth, inEnglish, type Text, translated, type Wording } from './text.ts';

export const RUN_AGAIN: Text = {
  en: 'Run the same command again: what is done stays done, and nothing is done twice.',
  pt: 'Rode o mesmo comando de novo: o que está feito continua feito, e nada é feito duas vezes.',
};

/** An error for a person. `text` says what we were doing and what is wrong, `next` says what to do. `message` is English. */
export class Problem extends Error {
  override name = 'Problem';
  readonly text: Text;
  readonly next: Text;
  /** AWS's error code when there is no error object of AWS, because the error came inside an answer of 200. */
  readonly Code: string | undefined;

  constructor(
    text: Wording,
    { next = RUN_AGAIN, cause, code }: { next?: Wording; cause?: unknown; code?: string | undefined } = {},
  ) {
    super(inEnglish(text), { cause });
    this.text = inBoth(text);
    this.next = inBoth(next);
    this.Code = code;
  }
}

/** The command was used wrongly: exit code 2, and nothing was changed. */
export class UsageProblem extends Problem {
  override name = 'UsageProblem';
}

/** A thing with our name that somebody else made. It is not changed. `up` then writes nothing; `down` goes on. */
export class NotOurs extends Problem {
  override name = 'NotOurs';
}

/** @param title of the part whose name is taken: "SQS queue ada-dev-shop-jobs" */
export const notOurs = (title: string, cause?: unknown): NotOurs =>
  new NotOurs(
    {
      en: `${title} exists, but it does not carry this project's tags: somebody else made it, so it was not touched.`,
      pt: `${title} existe, mas não tem as tags deste projeto: outra pessoa o criou, por isso nada foi alterado nele.`,
    },
    {
      cause,
      next: {
        en: 'Choose another PROJECT or STAGE, or remove that one by hand if you know that it is yours.',
        pt: 'Escolha outro PROJECT ou STAGE, ou apague esse recurso à mão, se você sabe que ele é seu.',
      },
    },
  );

/** The person pressed Ctrl-C, or Ctrl-D at a question. */
export class Interrupted extends Problem {
  override name = 'Interrupted';
  constructor(
    text: Wording = { en: 'Stopped by Ctrl-C.', pt: 'Interrompido com Ctrl-C.' },
    more: { next?: Wording } = {},
  ) {
    super(text, more);
  }
}

/** A part was not started, because a part that it needs failed or does not exist yet. */
export class NotStarted extends Problem {
  override name = 'NotStarted';
  /** Titles of the parts it needs. */
  readonly because: readonly string[];

  constructor(title: string, because: readonly string[], why = itNeeds(because)) {
    super({ en: `${title} was not started: ${why.en}.`, pt: `${title} não foi iniciado: ${why.pt}.` });
    this.because = because;
  }
}

const itNeeds = (titles: readonly string[]): Text => ({
  en: `it needs ${titles.join(' and ')}`,
  pt: `precisa de ${titles.join(' e ')}`,
});

/** A part was not started, because another part is not ours: then a run writes nothing. */
export class NothingWritten extends NotStarted {
  constructor(title: string, foreign: readonly string[]) {
    super(title, foreign, {
      en: `nothing is written while ${foreign.join(' and ')} is not ours`,
      pt: `nada é gravado enquanto ${foreign.join(' e ')} não é nosso`,
    });
  }
}

/** At least one part failed. `errors` holds every cause, in the order in which they happened. */
export class StoryFailed extends AggregateError {
  override name = 'StoryFailed';
}

/** Does the error have this name, as SDK class or as code in the answer? */
export function isKind(error: unknown, ...kinds: string[]): boolean {
  if (typeof error !== 'object' || error === null) return false;
  const { name, Code } = error as { name?: unknown; Code?: unknown };
  return kinds.some((kind) => kind === name || kind === Code);
}

/** The same in both languages. AWS's own words stay English. */
export const errorWording = (error: unknown): Text =>
  error instanceof Problem
    ? translated((language) => error.text[language].split('\n')[0]?.trim() ?? error.name)
    : inBoth(errorText(error));

/** The first line of the error's text in English, for any thrown value. For an SDK error without a text: its name. */
export function errorText(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const text = error.message.split('\n')[0]?.trim();
  if (error instanceof Problem) return text ?? error.name;
  return text && text !== 'UnknownError' ? `${error.name}: ${text}` : error.name;
}
