// Errors as sentences: what we were doing, what is wrong, what to do next.
// Notice: an AWS error has two names, `name` (the SDK's class) and `Code` (in the HTTP answer). Documentation uses
// either, so `isKind` compares both.

const RUN_AGAIN = 'Run the same command again: what is done stays done, and nothing is done twice.';

/** An error for a person. `message` says what we were doing and what is wrong, `next` says what to do. */
export class Problem extends Error {
  override name = 'Problem';
  readonly next: string;
  /** AWS's error code when there is no error object of AWS, because the error came inside an answer of 200. */
  readonly Code: string | undefined;

  constructor(
    message: string,
    { next = RUN_AGAIN, cause, code }: { next?: string; cause?: unknown; code?: string | undefined } = {},
  ) {
    super(message, { cause });
    this.next = next;
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
    `${title} exists, but it does not carry this project's tags: somebody else made it, so it was not touched.`,
    {
      cause,
      next: 'Choose another PROJECT or STAGE, or remove that one by hand if you know that it is yours.',
    },
  );

/** The person pressed Ctrl-C, or Ctrl-D at a question. */
export class Interrupted extends Problem {
  override name = 'Interrupted';
  constructor(message = 'Stopped by Ctrl-C.', more: { next?: string } = {}) {
    super(message, more);
  }
}

/** A part was not started, because a part that it needs failed or does not exist yet. */
export class NotStarted extends Problem {
  override name = 'NotStarted';
  /** Titles of the parts it needs. */
  readonly because: readonly string[];

  constructor(title: string, because: readonly string[]) {
    super(`${title} was not started: it needs ${because.join(' and ')}.`);
    this.because = because;
  }
}

/** A part was not started, because another part is not ours: then a run writes nothing. */
export class NothingWritten extends NotStarted {
  constructor(title: string, foreign: readonly string[]) {
    super(title, foreign);
    this.message = `${title} was not started: nothing is written while ${foreign.join(' and ')} is not ours.`;
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

/** The first line of the error's text, for any thrown value. For an SDK error without a text: its name. */
export function errorText(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const text = error.message.split('\n')[0]?.trim();
  if (error instanceof Problem) return text ?? error.name;
  return text && text !== 'UnknownError' ? `${error.name}: ${text}` : error.name;
}
