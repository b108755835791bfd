// Waiting, without ever hanging: every wait has a deadline, a reason, and an end by Ctrl-C.
// Notice: time enters only through `Clock`, so a test lets minutes pass in no time. The SDK's own waiters are not
// used: an error they do not list makes them wait on in silence (AWS SDK for JavaScript v3, waiters).

import { errorText, Interrupted, isKind, Problem } from './problems.ts';

/** The only way in which time reaches a part. */
export interface Clock {
  /** Waits so many seconds; rejects with {@link Interrupted} when the run is stopped. */
  pause(seconds: number): Promise<void>;
  /** Seconds since some fixed moment. */
  now(): number;
}

/** What a part knows while it works: the time, and how to tell the person watching what it is waiting for. */
export interface Context extends Clock {
  /** Shown on the part's line: "creating, 3 min 10 s of about 6 min". */
  tell(what: string): void;
  /** Seconds it took to make this part the last times, where that is known. */
  usually?: number | undefined;
}

/** The clock on the wall, for work that nobody watches. */
export const unwatched = (signal?: AbortSignal): Context => ({ ...wallClock(signal), tell() {} });

/** The clock on the wall. */
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

/** Pauses between two looks, in seconds: dense at first, for what settles fast; at most 5 s, so that nobody waits for a poll. */
function* pauses(): Generator<number, never> {
  for (let seconds = 0.25; ; seconds = Math.min(seconds * 1.6, 5)) yield seconds;
}

/**
 * Asks again and again until there is an answer other than `undefined`.
 * @param patience seconds AWS may take
 * @param doing for the failure's sentence: "waiting for queue x to appear"
 * @throws Problem when patience ends; whatever `ask` throws, at once
 */
export async function until<T>(
  clock: Clock,
  doing: string,
  patience: number,
  ask: (waited: number) => Promise<T | undefined>,
): Promise<T> {
  const start = clock.now();
  for (const seconds of pauses()) {
    const waited = clock.now() - start;
    const answer = await ask(waited);
    if (answer !== undefined) return answer;
    if (waited >= patience) throw new Problem(`Gave up ${doing} after ${duration(waited)}.`);
    await clock.pause(Math.min(seconds, Math.max(patience - waited, 0.05)));
  }
  throw new Error('unreachable');
}

/** `undefined` for the one kind of error that means "not there"; every other error is thrown. */
export async function absentWhen<T>(kinds: string[], ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (isKind(error, ...kinds)) return undefined;
    throw error;
  }
}

/** One named error that passes by itself, for a stated time, with its reason on the screen. */
export interface RetryableError {
  /** Names of the error (SDK class or wire code). */
  kinds: string[];
  /** When one name means several things, the text that tells them apart. */
  message?: RegExp;
  /** Why it passes: "IAM is still spreading the role". */
  because: string;
  /** Seconds it may take; then the error is thrown, with what to check. */
  patience: number;
  /** What to check when it does not pass. */
  hint?: string;
}

/** Tries again while AWS answers with an error that is known to pass. Throttling is not one: the SDK sees to that. */
export async function retryOn<T>(ctx: Context, passing: RetryableError[], attempt: () => Promise<T>): Promise<T> {
  let refusedAt: number | undefined; // an attempt may be long work in itself; that is not waiting
  for (const seconds of pauses()) {
    try {
      return await attempt();
    } catch (error) {
      const match = passing.find((one) => isKind(error, ...one.kinds) && (one.message?.test(errorText(error)) ?? true));
      if (!match) throw error;
      refusedAt ??= ctx.now();
      const waited = ctx.now() - refusedAt;
      if (waited >= match.patience)
        throw new Problem(`${errorText(error)} (tried again for ${duration(waited)}: ${match.because})`, {
          cause: error,
          ...(match.hint && { next: match.hint }),
        });
      ctx.tell(match.because);
    }
    await ctx.pause(seconds);
  }
  throw new Error('unreachable');
}

/** 75 -> "1 min 15 s", 11520 -> "3 h 12 min" */
export function duration(seconds: number): string {
  const whole = Math.round(seconds);
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min${whole % 60 ? ` ${whole % 60} s` : ''}`;
  const minutes = Math.round(whole / 60);
  return `${Math.floor(minutes / 60)} h${minutes % 60 ? ` ${minutes % 60} min` : ''}`;
}
