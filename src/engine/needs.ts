// What a part leans on: values, or promises of parts that are still being made, or of parts that will never be.

/** A need may be a value, or the promise of one that is still being made. */
export type Soon<T> = { [K in keyof T]: T[K] | Promise<T[K]> };
/** A part that failed or was not started, as those see it that need it. */
export class Broken extends Error {
  readonly title: string;
  constructor(title: string, cause: unknown) {
    super(title, { cause });
    this.title = title;
  }
}

/** In a plan: a part that would be created, as those see it that need it. */
export class NotThereYet extends Broken {
  constructor(title: string) {
    super(title, undefined);
  }
}

export const titleOf = (reason: unknown): string => (reason instanceof Broken ? reason.title : 'an earlier step');

/** Waits for all needs, sorted into what is there, what a plan would still create, and what broke. */
export async function settle(needs: object) {
  const names = Object.keys(needs);
  const settled = await Promise.allSettled(Object.values(needs));
  const values: Record<string, unknown> = {};
  const missing: string[] = [];
  const broken: string[] = [];
  settled.forEach((one, index) => {
    if (one.status === 'fulfilled') values[names[index] as string] = one.value;
    else (one.reason instanceof NotThereYet ? missing : broken).push(titleOf(one.reason));
  });
  return { values, missing, broken };
}
