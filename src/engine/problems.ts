// What can go wrong, as sentences: what we were doing, what is wrong, what to do next.
// Notice: an AWS error has two names, `name` (the SDK's class) and `Code` (what travelled on the wire);
// documentation quotes either, so `isKind` compares both.

const RUN_AGAIN = 'Run the same command again: what is done stays done, and nothing is done twice.';

/** A failure told to a person. `message` says what we were doing and what is wrong, `next` what to do about it. */
export class Problem extends Error {
  override name = 'Problem';
  readonly next: string;
  /** AWS's name for it where no error of AWS's own carries it: inside an answer of 200. */
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

/** The command was asked for something it cannot understand: exit code 2, and nothing was changed. */
export class UsageProblem extends Problem {
  override name = 'UsageProblem';
}

/** A thing of our name that somebody else made: it was not touched, and it does not stand in the way of the rest. */
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

/** The person pressed Ctrl-C, or Ctrl-D where a question was asked. */
export class Interrupted extends Problem {
  override name = 'Interrupted';
  constructor(message = 'Stopped by Ctrl-C.', more: { next?: string } = {}) {
    super(message, more);
  }
}

/** A part was not started, because something it leans on failed or is not there yet. */
export class NotStarted extends Problem {
  override name = 'NotStarted';
  /** Titles of the parts it leans on. */
  readonly because: readonly string[];

  constructor(title: string, because: readonly string[]) {
    super(`${title} was not started: it needs ${because.join(' and ')}.`);
    this.because = because;
  }
}

/** At least one part failed. `errors` holds every cause, in the order in which they happened. */
export class StoryFailed extends AggregateError {
  override name = 'StoryFailed';
}

/** Does the error carry this name, as SDK class or as wire code? */
export function isKind(error: unknown, ...kinds: string[]): boolean {
  if (typeof error !== 'object' || error === null) return false;
  const { name, Code } = error as { name?: unknown; Code?: unknown };
  return kinds.some((kind) => kind === name || kind === Code);
}

/** The first line of what an error says, whatever was thrown; an SDK error without a text gives its name. */
export function errorText(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const text = error.message.split('\n')[0]?.trim();
  if (error instanceof Problem) return text ?? error.name;
  return text && text !== 'UnknownError' ? `${error.name}: ${text}` : error.name;
}
