// The needs of a part: values, or promises of parts that are still under way.

/** A need: a value, or the promise of one. */
export type Soon<T> = { [K in keyof T]: T[K] | Promise<T[K]> };
/** The error that a part gets when something it needs failed or did not start. */
export class Broken extends Error {
  readonly title: string;
  constructor(title: string, cause: unknown) {
    super(title, { cause });
    this.title = title;
  }
}

/** In a plan: the error that a part gets when something it needs does not exist yet. */
export class NotThereYet extends Broken {
  constructor(title: string) {
    super(title, undefined);
  }
}

export const titleOf = (reason: unknown): string => (reason instanceof Broken ? reason.title : String(reason));

/** Waits for all needs and sorts them: those that exist, those that a plan would create, those that failed. */
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
