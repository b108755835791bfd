// A real browser for tests: one that the machine has, or Debian's Chromium, which is installed where apt may do it.
// Chromium without a screen (chromium-headless-shell) comes first: it takes a quarter of the processor time of a whole one.

import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { type Browser, chromium } from 'playwright-core';
import { withLock } from '../../local/lock.ts';

/** It speaks to nobody but the page, and needs neither a screen nor a sandbox, which containers do not allow. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];
const NAMES = [
  'chromium-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
];

export const NO_BROWSER =
  'No browser was found, so the tests of the page are not run. Install Chrome, Edge or Chromium, or set CHROME_PATH to one.';

/** @throws when there is none, with how to get one */
export async function openBrowser(): Promise<Browser> {
  const program = findBrowser() ?? (await installed());
  if (!program) throw new Error(NO_BROWSER);
  // Without a locale Chromium calls a file with an accent in its name "download".
  const env = { ...process.env, LC_ALL: 'C.UTF-8' };
  return chromium.launch({ executablePath: program, headless: true, args: FLAGS, env });
}

/** Is there a browser, or can one be installed? In CI the answer is yes: there a missing browser is a failure. */
export function hasBrowser(): boolean {
  if (findBrowser() || mayInstall() || process.env.CI) return true;
  console.warn(NO_BROWSER);
  return false;
}

/** The path of its program. */
function findBrowser(): string | undefined {
  const { CHROME_PATH, PATH = '', ProgramFiles } = process.env;
  const onPath = NAMES.flatMap((name) => PATH.split(delimiter).map((folder) => join(folder, name)));
  const usual = [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
    join(ProgramFiles ?? '', 'Google/Chrome/Application/chrome.exe'),
  ];
  return [...(CHROME_PATH ? [CHROME_PATH] : []), ...onPath, ...usual].find((path) => existsSync(path));
}

/** Only as root, which on a person's own machine tests are not: there nothing is installed unasked. */
const mayInstall = (): boolean => process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');

const APT = `export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
install() { apt-get install -y -qq --no-install-recommends "$1"; }
install chromium-headless-shell || install chromium`;

function installed(): Promise<string | undefined> {
  if (!mayInstall()) return Promise.resolve(undefined);
  return withLock(join(tmpdir(), 'ada-contabilidade-browser.lock'), async () => {
    if (!findBrowser()) await promisify(execFile)('sh', ['-c', APT], { maxBuffer: 64e6 });
    return findBrowser();
  });
}
