// Starts one private local cloud for the whole test run and bundles the commands once, for all test files. Test files
// share nothing in it: each uses its own account (12 digits) or its own stage.

import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { inEnglish } from '../engine/text.ts';
import type { LocalCloud } from '../local/cloud.ts';
import { passingCloud } from '../local/passing-cloud.ts';
import { isAlive } from '../local/processes.ts';
import { RECORDER } from '../permissions/testing/recorder.ts';
import { bundleCommands, ROOT } from './bundled-commands.ts';

declare module 'vitest' {
  interface ProvidedContext {
    cloud: Pick<LocalCloud, 'endpoint' | 'cache' | 'home'>;
    /** The folder of the bundled commands. */
    commands: string;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const cloud = await passingCloud('test-cloud', { say: (text) => console.log(inEnglish(text)) });
  const { endpoint, cache, home } = cloud;
  project.provide('cloud', { endpoint, cache, home });
  for (const folder of leftBehind()) rmSync(folder, { recursive: true });
  const commands = join(ROOT, '.local', `commands-${process.pid}`);
  await bundleCommands(commands, commandFiles());
  project.provide('commands', commands);
  return async () => {
    await cloud.end();
    rmSync(commands, { recursive: true, force: true });
  };
}

/** Bundled commands of runs that were stopped in the middle. */
function leftBehind(): string[] {
  const folder = join(ROOT, '.local');
  const isOld = (name: string) => name.startsWith('commands-') && !isAlive(Number(name.split('-')[1]));
  return readdirSync(folder)
    .filter(isOld)
    .map((name) => join(folder, name));
}

/** "provision/up.ts", "scripts/logs.ts" …, and what records their calls. */
function commandFiles(): string[] {
  const scripts = readdirSync(join(ROOT, 'scripts')).filter((name) => /^[a-z-]+\.ts$/.test(name));
  return [RECORDER, 'provision/up.ts', 'teardown/down.ts', ...scripts.map((name) => `scripts/${name}`)];
}
