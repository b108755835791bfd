// What this machine must have for the local cloud: Node.js, a Python, ports, and a folder with free space.
// Nothing is started, installed or written, and AWS is not asked.

import { constants, existsSync, statSync } from 'node:fs';
import { access, statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { errorText } from '../../engine/problems.ts';
import { inBoth, type Text, translated } from '../../engine/text.ts';
import { findLocalCloud, type LocalCloudOptions } from '../../local/cloud.ts';
import { DEFAULT_PYTHON, placeOf, readRecord } from '../../local/place.ts';
import { isFree } from '../../local/ports.ts';
import { GET_PYTHON, lookForPython, type PythonOptions } from '../../local/python.ts';
import { bad, type Finding, good, warning } from './finding.ts';

/** The Lambda runtime's major version. With another Node the bundle is the same, but local results may differ. */
const RUNTIME = 24;
/** Megabytes: MiniStack and Valkey take 97, and uploaded files need more. */
const ROOM = 300;

const PORTS: Text = { en: 'Ports', pt: 'Portas' };
const FOLDER: Text = { en: 'Folder', pt: 'Pasta' };
const IS_A_FILE: Text = { en: 'it is a file', pt: 'é um arquivo' };
const CANNOT_WRITE: Text = { en: 'cannot be written', pt: 'não pode ser gravada' };

export function node(version = process.versions.node): Finding {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19))
    return bad('Node.js', version, {
      en: 'Install Node.js 20.19 or newer: https://nodejs.org',
      pt: 'Instale o Node.js 20.19 ou mais novo: https://nodejs.org',
    });
  if (major >= 22) return good('Node.js', version);
  const next = {
    en: `Works. Node.js ${RUNTIME} is better: commands start faster, and versions of the AWS SDK after January 2027 want 22.`,
    pt: `Funciona. O Node.js ${RUNTIME} é melhor: os comandos começam mais rápido, e versões do AWS SDK depois de janeiro de 2027 pedem o 22.`,
  };
  return warning('Node.js', version, next);
}

export async function python(options: PythonOptions = {}): Promise<Finding> {
  if (process.platform === 'win32')
    return bad(
      'Python',
      { en: 'not on Windows itself', pt: 'não no próprio Windows' },
      {
        en: 'Valkey does not run there. Work inside WSL (wsl --install).',
        pt: 'O Valkey não roda ali. Trabalhe dentro do WSL (wsl --install).',
      },
    );
  const found = await lookForPython(options);
  if (found) return good('Python', found);
  return bad(
    'Python',
    { en: 'no Python 3.10 or newer with venv', pt: 'nenhum Python 3.10 ou mais novo com venv' },
    translated((language) => `${GET_PYTHON[language]}.`),
  );
}

export async function ports({ home }: LocalCloudOptions = {}): Promise<Finding> {
  const running = await findLocalCloud(home ? { home } : {});
  if (running)
    return good(PORTS, {
      en: `the local cloud runs at ${running.endpoint}`,
      pt: `a nuvem local roda em ${running.endpoint}`,
    });
  const kept = readRecord(placeOf(home))?.ports;
  if (!kept) return good(PORTS, { en: 'it takes some that are free', pt: 'ela pega algumas que estão livres' });
  const free = await Promise.all(Object.values(kept).map(isFree));
  const taken = Object.values(kept).find((_, at) => !free[at]);
  if (taken === undefined) return good(PORTS, { en: `${kept.aws} is free`, pt: `${kept.aws} está livre` });
  return good(PORTS, {
    en: `another program has ${taken}: the local cloud will take another port, and keeps what it holds`,
    pt: `outro programa usa a ${taken}: a nuvem local vai pegar outra porta, e guarda o que tem`,
  });
}

/** The folders of the local cloud, or those in which they will be made. */
export async function folders({ home }: LocalCloudOptions = {}): Promise<Finding> {
  const wanted = [...new Set([placeOf(home).home, DEFAULT_PYTHON].map(nearest))];
  for (const folder of wanted) {
    const problem = statSync(folder).isDirectory()
      ? await access(folder, constants.W_OK).then(() => undefined, errorText)
      : IS_A_FILE;
    if (problem)
      return bad(
        FOLDER,
        translated((language) => `${folder} ${CANNOT_WRITE[language]}: ${inBoth(problem)[language]}`),
        { en: 'Choose a folder in which you may write.', pt: 'Escolha uma pasta em que você pode gravar.' },
      );
  }
  const free = await Promise.all(wanted.map((folder) => statfs(folder)));
  const megabytes = Math.floor(Math.min(...free.map(({ bavail, bsize }) => bavail * bsize)) / 1e6);
  const found = {
    en: `can be written, ${megabytes} MB are free`,
    pt: `pode ser gravada, ${megabytes} MB livres`,
  };
  if (megabytes >= ROOM) return good(FOLDER, found);
  return warning(FOLDER, found, {
    en: `Make room: it may need ${ROOM} MB.`,
    pt: `Libere espaço: pode precisar de ${ROOM} MB.`,
  });
}

/** The folder, or the nearest folder above it that exists. */
const nearest = (folder: string): string => (existsSync(folder) ? folder : nearest(dirname(folder)));
