// npm run policy: what the person or the pipeline that runs `up` and `down` must be allowed to do, as IAM policies.
// Every part and every command states its rights; this folds all of a system's into one policy. Asks no cloud.

import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { command } from '../src/cli/command.ts';
import { notUnderstood } from '../src/cli/frame.ts';
import { UsageProblem } from '../src/engine/problems.ts';
import { boundaryName, createBoundary } from '../src/patterns/boundary.ts';
import { characters, fileText, LARGEST_MANAGED } from '../src/permissions/file-text.ts';
import { piecesOf, systemPolicy } from '../src/permissions/system-policy.ts';
import { wholeNumber } from '../src/settings/numbers.ts';
import { type Ownership, ownership } from '../src/settings/settings.ts';
import type { System } from '../src/systems/system.ts';

const USAGE = `Usage: npm run --silent policy -- [system] [flags]
Prints the rights that up, down and the scripts need, for the PROJECT and STAGE of .env, as one IAM policy. A role, a
user or a group takes it in pieces, as managed policies. Whoever has these rights and no others makes every role under a
permissions boundary, and cannot make that boundary: an administrator makes it once.
  --piece n        only the n-th piece
  --boundary       the boundary, and (on stderr) the line that makes it
  --write          rewrite provision/SYSTEM.policy.json, for ada and dev`;

async function rewrite(system: System): Promise<void> {
  const file = fileURLToPath(new URL(`../provision/${system.name}.policy.json`, import.meta.url));
  const policy = await systemPolicy(system, {});
  writeFileSync(file, fileText(policy));
  const sizes = piecesOf(policy).map(characters);
  console.log(
    `${file}: ${policy.Statement.length} statements, ${sizes.length} managed policies of ${sizes.join(' and ')} ` +
      `characters, at most ${LARGEST_MANAGED} each.`,
  );
}

async function printBoundary({ name, boundary }: System, stack: string, tags: Ownership): Promise<void> {
  if (!boundary) throw notUnderstood(`${name} has no permissions boundary`);
  process.stdout.write(fileText(await boundary(stack)));
  console.error(`Saved as boundary.json, it is made once, by an administrator of the account:
  ${createBoundary(boundaryName(stack), tags)}`);
}

const flags = { write: { type: 'boolean' }, piece: { type: 'string' }, boundary: { type: 'boolean' } } as const;

await command(
  {
    usage: USAGE,
    flags,
    cloud: false,
    prepare({ write, piece, boundary }) {
      const [first, second] = Object.entries({ write, piece, boundary }).flatMap(([flag, on]) => (on ? [flag] : []));
      if (second) throw notUnderstood(`--${first} and --${second} do not go together`);
      return piece === undefined ? undefined : wholeNumber('piece', piece, { least: 1, most: 9, example: 1 });
    },
  },
  async ({ system, settings, stack, env, flags: given }, number) => {
    if (given.write) return rewrite(system);
    if (given.boundary) return printBoundary(system, stack, ownership(settings, system.name));
    const policy = await systemPolicy(system, env);
    const pieces = piecesOf(policy);
    const printed = number === undefined ? policy : pieces[number - 1];
    if (!printed)
      throw new UsageProblem(`The policy of ${system.name} has ${pieces.length} pieces, and no ${number}.`, {
        next: `Give a number from 1 to ${pieces.length}.`,
      });
    process.stdout.write(fileText(printed));
  },
);
