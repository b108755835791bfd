// npm run policy: what the person or the pipeline that runs `up` and `down` must be allowed to do, as IAM policies.
// Every part and every command states its rights; this folds all of a system's into one policy. Asks no cloud.

import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { command } from '../src/cli/command.ts';
import { notUnderstood } from '../src/cli/frame.ts';
import { boundaryName, createBoundary } from '../src/patterns/boundary.ts';
import { characters, fileText, LARGEST } from '../src/permissions/file-text.ts';
import { HALVES, halfOf, systemPolicy } from '../src/permissions/system-policy.ts';
import { type Ownership, ownership } from '../src/settings/settings.ts';
import type { System } from '../src/systems/system.ts';

const USAGE = `Usage: npm run --silent policy -- [system] [flags]
Prints the rights that up, down and the scripts need, for the PROJECT and STAGE of .env, as one IAM policy: the inline
policy of a role. A user or a group takes it as two managed policies, its halves. Whoever has these rights and no others
makes every role under a permissions boundary, and cannot make that boundary: an administrator makes it once.
  --half network   only the half about the network and the roles
  --half system    only the other half
  --boundary       the boundary, and (on stderr) the line that makes it
  --write          rewrite provision/SYSTEM.policy.json, for ada and dev`;

async function rewrite(system: System): Promise<void> {
  const file = fileURLToPath(new URL(`../provision/${system.name}.policy.json`, import.meta.url));
  const policy = await systemPolicy(system, {});
  writeFileSync(file, fileText(policy));
  const parts = HALVES.map((half) => characters(halfOf(policy, half)));
  console.log(
    `${file}: ${policy.Statement.length} statements, ${characters(policy)} of at most ${LARGEST.inlineOfRole} ` +
      `characters; its halves ${parts.join(' and ')} of at most ${LARGEST.managed}.`,
  );
}

async function printBoundary({ name, boundary }: System, stack: string, tags: Ownership): Promise<void> {
  if (!boundary) throw notUnderstood(`${name} has no permissions boundary`);
  process.stdout.write(fileText(await boundary(stack)));
  console.error(`Saved as boundary.json, it is made once, by an administrator of the account:
  ${createBoundary(boundaryName(stack), tags)}`);
}

const flags = { write: { type: 'boolean' }, half: { type: 'string' }, boundary: { type: 'boolean' } } as const;

await command(
  {
    usage: USAGE,
    flags,
    cloud: false,
    prepare({ write, half, boundary }) {
      const chosen = HALVES.find((one) => one === half);
      if (half !== undefined && !chosen) throw notUnderstood(`there is no half '${half}'`);
      const [first, second] = Object.entries({ write, half, boundary }).flatMap(([flag, on]) => (on ? [flag] : []));
      if (second) throw notUnderstood(`--${first} and --${second} do not go together`);
      return chosen;
    },
  },
  async ({ system, settings, stack, env, flags: given }, half) => {
    if (given.write) return rewrite(system);
    if (given.boundary) return printBoundary(system, stack, ownership(settings, system.name));
    const policy = await systemPolicy(system, env);
    process.stdout.write(fileText(half ? halfOf(policy, half) : policy));
  },
);
