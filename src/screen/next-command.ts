// How a command names another one, so that the other works on the same system in the same cloud.

import type { Owned } from '../aws/clients.ts';

/** The system of a command that names none. */
export const DEFAULT_SYSTEM = 'line-counter';

/** "npm run up", "npm run records -- --system audit-log --aws --wait a.txt" */
export function nextCommand(
  { local, tags }: { readonly local: boolean; readonly tags: Pick<Owned['tags'], 'stack'> },
  name: string,
  ...more: readonly string[]
): string {
  const words = [
    ...(tags.stack === DEFAULT_SYSTEM ? [] : ['--system', tags.stack]),
    ...(local ? [] : ['--aws']),
    ...more,
  ];
  return `npm run ${name}${words.length ? ` -- ${words.join(' ')}` : ''}`;
}

/** Quotes any text as one word for a shell. */
export const shellWord = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;
