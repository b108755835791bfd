// Programs of Debian that judge our texts. A test gets one from the machine, or apt installs it where it may. Where neither
// is possible, one sentence says what is not checked and what to install.

import { execFile, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { withLock } from '../local/lock.ts';

export interface DebianProgram {
  readonly name: string;
  readonly package: string;
  /** Shell commands before it is installed. */
  readonly before?: string;
}

/** Milliseconds for apt. */
const PATIENCE = 240_000;

const isThere = ({ name }: DebianProgram) => spawnSync(name, ['--version']).error === undefined;
/** Only as root, which on a person's own machine tests are not: there nothing is installed unasked. */
const mayInstall = () => process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');

/** @returns is it there now? If not, the reason was told. */
export async function hasProgram(program: DebianProgram): Promise<boolean> {
  if (isThere(program)) return true;
  const why = mayInstall() ? await install(program) : 'it is not on this machine';
  if (isThere(program)) return true;
  console.warn(`${program.name} does not check our texts, because ${why}. Install the package ${program.package}.`);
  return false;
}

/** @returns why it could not be installed */
async function install(program: DebianProgram): Promise<string | undefined> {
  const script = `set -e
export DEBIAN_FRONTEND=noninteractive
${program.before ?? ''}
apt-get update -qq -o DPkg::Lock::Timeout=120
apt-get install -y -qq -o DPkg::Lock::Timeout=120 --no-install-recommends ${program.package}`;
  try {
    await withLock(join(tmpdir(), 'ada-contabilidade-apt.lock'), async () => {
      if (!isThere(program)) await promisify(execFile)('sh', ['-c', script], { maxBuffer: 64e6, timeout: PATIENCE });
    });
    return undefined;
  } catch (error) {
    return `apt could not install it (${(error as Error).message.split('\n').at(-1)})`;
  }
}
