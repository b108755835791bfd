// Starts one private local cloud for the whole test run, and gives every test file its addresses.
// Notice: tests do not share what they make in it: each file takes an account of its own (12 digits), or a stage.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { type LocalCloud, startLocalCloud, stopLocalCloud } from '../local/cloud.ts';

declare module 'vitest' {
  interface ProvidedContext {
    cloud: Pick<LocalCloud, 'endpoint' | 'cache' | 'home'>;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const home = mkdtempSync(join(tmpdir(), 'test-cloud-'));
  const { endpoint, cache } = await startLocalCloud({ home, say: console.log });
  project.provide('cloud', { endpoint, cache, home });
  return async () => {
    await stopLocalCloud({ home });
    rmSync(home, { recursive: true, force: true });
  };
}
