// Waiting: every wait has a deadline, a reason, and an end by Ctrl-C. Time comes only from `Clock`, so tests are fast.
// The SDK's own waiters are not used, because they keep waiting silently on an error that they do not list (AWS SDK for
// JavaScript v3, waiters).

import { errorText, errorWording, Interrupted, isKind, Problem } from './problems.ts';
import { inBoth, type Language, type Text, translated, type Wording } from './text.ts';

/** The only source of time for a part. */
export interface Clock {
  /** Waits this many seconds; rejects with {@link Interrupted} when the run is stopped. */
  pause(seconds: number): Promise<void>;
  /** Seconds since some fixed moment. */
  now(): number;
}

/** What a part gets while it works: the time, and a way to show what it is waiting for. */
export interface Context extends Clock {
  /** Shown on the part's line: "creating, 3 min 10 s of about 6 min". */
  tell(what: Wording): void;
  /** Seconds that this part took in earlier runs, when known. */
  usually?: number | undefined;
  /** Called with what is about to be removed. */
  found?(live: unknown): void;
}

/** The real clock, for work that shows nothing on the screen. */
export const unwatched = (signal?: AbortSignal): Context => ({ ...wallClock(signal), tell() {} });

/** The real clock. */
export function wallClock(signal?: AbortSignal): Clock {
  return {
    now: () => performance.now() / 1000,
    pause: (seconds) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(new Interrupted());
        const stop = () => {
          clearTimeout(timer);
          reject(new Interrupted());
        };
        const timer = setTimeout(() => {
          signal?.removeEventListener('abort', stop);
          resolve();
        }, seconds * 1000);
        signal?.addEventListener('abort', stop, { once: true });
      }),
  };
}

/** The same clock; a pause also ends with {@link Interrupted} when the signal says so. */
export function ending(clock: Clock, signal: AbortSignal): Clock {
  return {
    now: () => clock.now(),
    async pause(seconds) {
      if (signal.aborted) throw new Interrupted();
      let stop = () => {};
      const stopped = new Promise<never>((_, reject) => {
        stop = () => reject(new Interrupted());
        signal.addEventListener('abort', stop, { once: true });
      });
      await Promise.race([clock.pause(seconds), stopped]).finally(() => signal.removeEventListener('abort', stop));
    },
  };
}

/** Pauses between two questions, in seconds: short at first, for fast services; then 5 s at most. */
function* pauses(): Generator<number, never> {
  for (let seconds = 0.1; ; seconds = Math.min(seconds * 2, 5)) yield seconds;
}

/**
 * Asks again until the answer is not `undefined`.
 * @param patience seconds that AWS may take
 * @param doing for the error's sentence: { en: "waiting for queue x to appear", … }
 * @param first seconds before the first question
 * @throws Problem when the time ends; any error of `ask`, at once
 */
export async function until<T>(
  clock: Clock,
  doing: Wording,
  patience: number,
  ask: (waited: number) => Promise<T | undefined>,
  first = 0,
): Promise<T> {
  const start = clock.now();
  if (first) await clock.pause(first);
  for (const seconds of pauses()) {
    const waited = clock.now() - start;
    const answer = await ask(waited);
    if (answer !== undefined) return answer;
    if (waited >= patience)
      throw new Problem({
        en: `Gave up ${inBoth(doing).en} after ${duration(waited)}.`,
        pt: `Sem resposta ${inBoth(doing).pt}: desisti depois de ${duration(waited, 'pt')}.`,
      });
    await clock.pause(Math.min(seconds, Math.max(patience - waited, 0.05)));
  }
  throw new Error('unreachable');
}

/** `undefined` for the one kind of error that means "not found"; every other error is thrown. */
export async function absentWhen<T>(kinds: string[], ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (isKind(error, ...kinds)) return undefined;
    throw error;
  }
}

/** An error that ends by itself. It is repeated for a stated time, and the reason is on the screen. */
export interface RetryableError {
  /** Names of the error (SDK class or code in the answer). */
  kinds: string[];
  /** The text that identifies it when one name means several things. */
  message?: RegExp;
  /** Why it will end: "IAM is still spreading the role". */
  because: Wording;
  /** Seconds it may take; after that the error is thrown, with what to check. */
  patience: number;
  /** What to check when it does not end. */
  hint?: Wording;
}

/** Repeats the attempt while AWS answers with one of these errors. Not for throttling, because the SDK repeats it. */
export async function retryOn<T>(ctx: Context, passing: RetryableError[], attempt: () => Promise<T>): Promise<T> {
  let refusedAt: number | undefined; // the first refusal; the time of the attempt itself does not count as waiting
  for (const seconds of pauses()) {
    try {
      return await attempt();
    } catch (error) {
      const match = passing.find((one) => isKind(error, ...one.kinds) && (one.message?.test(errorText(error)) ?? true));
      if (!match) throw error;
      refusedAt ??= ctx.now();
      const waited = ctx.now() - refusedAt;
      if (waited >= match.patience)
        throw new Problem(triedFor(error, waited, inBoth(match.because)), {
          cause: error,
          ...(match.hint && { next: match.hint }),
        });
      ctx.tell(match.because);
    }
    await ctx.pause(seconds);
  }
  throw new Error('unreachable');
}

const triedFor = (error: unknown, waited: number, because: Text) =>
  translated((language) => {
    const tried = { en: 'tried again for', pt: 'nova tentativa durante' }[language];
    return `${errorWording(error)[language]} (${tried} ${duration(waited, language)}: ${because[language]})`;
  });

/** 6.24 -> "6.2", in Portuguese "6,2" */
export const tenths = (number: number, language: Language): string =>
  number.toFixed(1).replace('.', language === 'pt' ? ',' : '.');

/** 75 -> "1 min 15 s", 11520 -> "3 h 12 min", 6.2 -> "6.2 s" (in Portuguese "6,2 s") */
export function duration(seconds: number, language: Language = 'en'): string {
  const whole = Math.round(seconds);
  if (seconds < 10) return `${tenths(seconds, language)} s`;
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min${whole % 60 ? ` ${whole % 60} s` : ''}`;
  const minutes = Math.round(whole / 60);
  return `${Math.floor(minutes / 60)} h${minutes % 60 ? ` ${minutes % 60} min` : ''}`;
}
