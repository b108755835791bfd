// The deployer's policy of each system, as it lies in provision/, is what parts and commands say, and fits into IAM.

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { SYSTEM_NAMES, SYSTEMS } from '../systems.ts';
import { characters, fileText, LARGEST_MANAGED } from './file-text.ts';
import type { DeployerPolicy } from './policy.ts';
import { piecesOf, systemPolicy } from './system-policy.ts';

/** Managed policies of one role, user or group (IAM quotas). */
const ATTACHED = 10;

test.each(SYSTEM_NAMES)('provision/%s.policy.json (npm run policy -- SYSTEM --write)', async (name) => {
  const file = readFileSync(new URL(`../../provision/${name}.policy.json`, import.meta.url), 'utf8');
  expect(file).toBe(fileText(await systemPolicy(await SYSTEMS[name](), {})));
  const written: DeployerPolicy = JSON.parse(file);
  const pieces = piecesOf(written);
  expect(pieces.length).toBeLessThanOrEqual(ATTACHED);
  for (const piece of pieces) expect(characters(piece)).toBeLessThanOrEqual(LARGEST_MANAGED);
});
