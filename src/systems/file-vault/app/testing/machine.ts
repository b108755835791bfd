// The vault's programs for one test: they are ended and their folder is removed after it.

import { onTestFinished } from 'vitest';
import { type Ground, installed, type Machine } from './installed.ts';
import { folder } from './open-vault.ts';

export async function machine(ground: Ground): Promise<Machine> {
  const made = await installed(folder(), ground);
  onTestFinished(made.end);
  return made;
}
