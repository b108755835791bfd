// How a command names another one, so that it works in the same cloud.

import type { Cloud } from '../aws/clients.ts';

/** What stands behind "npm run up": "", " -- --aws", " -- --aws --step". */
export function inSameCloud({ local }: Pick<Cloud, 'local'>, ...more: readonly string[]): string {
  const words = [...(local ? [] : ['--aws']), ...more];
  return words.length ? ` -- ${words.join(' ')}` : '';
}

/** A word as a shell takes it, whatever stands in it. */
export const shellWord = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;
