// How a command names another one, so that the other works on the same system in the same cloud.

/** The system of a command that names none. */
export const DEFAULT_SYSTEM = 'line-counter';
/** Exercises have their own stage, so that they touch nobody's files, records or mails. */
export const EXERCISE_STAGE = 'exercise';

/**
 * "npm run up", "npm run records -- --system audit-log --aws --wait a.txt". In an exercise the student types the stage in front of
 * each command, so it is here, too.
 */
export function nextCommand(
  { local, tags }: { readonly local: boolean; readonly tags: { readonly stack: string; readonly stage?: string } },
  name: string,
  ...more: readonly string[]
): string {
  const words = [
    ...(tags.stack === DEFAULT_SYSTEM ? [] : ['--system', tags.stack]),
    ...(local ? [] : ['--aws']),
    ...more,
  ];
  const stage = tags.stage === EXERCISE_STAGE ? `STAGE=${EXERCISE_STAGE} ` : '';
  return `${stage}npm run ${name}${words.length ? ` -- ${words.join(' ')}` : ''}`;
}

/** Quotes any text as one word for a shell. */
export const shellWord = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;
