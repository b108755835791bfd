// What takes the place of /run.sh of Grafana's image: the user's own Grafana where it is installed, else a stand-in that says on
// its page that it is none.

import { existsSync, realpathSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const STAND_IN = fileURLToPath(new URL('stand-in.ts', import.meta.url));
/** Lets Node run TypeScript. */
const LOADER = new URL('../../../cli/start.mjs', import.meta.url).href;
/** Where packages put it, besides the PATH of the keeper. */
const USUAL = ['/usr/sbin', '/usr/share/grafana/bin', '/opt/homebrew/bin', '/usr/local/bin'];

export interface Installed {
  readonly program: string;
  /** The folder with conf/defaults.ini, which Grafana must know. */
  readonly home: string;
}

/** @param path as in the variable PATH */
export function installedGrafana(path: string, usual: readonly string[] = USUAL): Installed | undefined {
  for (const folder of [...path.split(delimiter), ...usual]) {
    const program = join(folder, 'grafana');
    if (!existsSync(program)) continue;
    const above = dirname(dirname(realpathSync(program)));
    const home = [above, join(above, 'share', 'grafana'), '/usr/share/grafana'].find((one) =>
      existsSync(join(one, 'conf', 'defaults.ini')),
    );
    if (home) return { program, home };
  }
  return undefined;
}

/** A shell script. Both programs trust the certificate of the local servers too. */
export function grafanaProgram({ env }: { readonly env: Readonly<Record<string, string>> }): string {
  const grafana = installedGrafana(env.PATH ?? '');
  const start = grafana
    ? `GF_PATHS_DATA="$PWD/data" GF_PATHS_LOGS="$PWD/log" exec '${grafana.program}' server --homepath='${grafana.home}'`
    : `exec '${process.execPath}' --import '${LOADER}' '${STAND_IN}'`;
  return `#!/bin/sh\ncat "$LOCAL_CA" >> "$GF_DATABASE_CA_CERT_PATH"\n${start}\n`;
}
