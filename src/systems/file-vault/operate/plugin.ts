// AWS's session-manager-plugin, which opens the port on this machine: is it installed, and how does it take its answer?

import { spawnSync } from 'node:child_process';
import { Problem } from '../../../engine/problems.ts';

export const PLUGIN = 'session-manager-plugin';
const PLUGIN_PAGE =
  'https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager-working-with-install-plugin.html';
/** From here on the plugin reads the answer of StartSession from a variable, so that its token is in no list of processes. */
const READS_VARIABLE = [1, 2, 497, 0];

/** @returns does it read the variable? @throws Problem when it is not installed */
export function requirePlugin(plugin: string): boolean {
  const { stdout, error } = spawnSync(plugin, ['--version'], { encoding: 'utf8' });
  if (error)
    throw new Problem(
      {
        en: `The way to the vault needs AWS's ${PLUGIN}, and this machine has none.`,
        pt: `O caminho até o cofre precisa do ${PLUGIN} da AWS, e esta máquina não o tem.`,
      },
      { cause: error, next: { en: `Install it: ${PLUGIN_PAGE}`, pt: `Instale-o: ${PLUGIN_PAGE}` } },
    );
  const version = stdout.trim().split('.').map(Number);
  const first = READS_VARIABLE.findIndex((number, index) => version[index] !== number);
  return first >= 0 && (version[first] ?? 0) > (READS_VARIABLE[first] ?? 0);
}
