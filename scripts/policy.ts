// npm run policy: what the person or the pipeline that runs `up` and `down` must be allowed to do, as IAM policies.
// Every part and every command says what it asks for; this folds all of it into one policy.

import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { notUnderstood, offlineCommand } from '../src/cli/offline-command.ts';
import { characters, fileText, LARGEST } from '../src/permissions/file-text.ts';
import { HALVES, halfOf, systemPolicy } from '../src/permissions/system-policy.ts';
import { ownership, readEnvironment, readSettings, stackName } from '../src/settings/settings.ts';
import { createBoundary } from '../src/systems/line-counter/boundary.ts';
import { ASKING } from '../src/systems/line-counter/command-rights.ts';
import { partNames, STACK } from '../src/systems/line-counter/names.ts';
import { boundaryPolicy } from '../src/systems/line-counter/parts.ts';

const USAGE = `Usage: npm run --silent policy -- [flags]
Prints the rights that up, down and the scripts need, for the PROJECT and STAGE of .env, as one IAM policy: the inline
policy of a role. A user or a group takes it as two managed policies, its halves. Whoever has these rights and no others
makes every role under a permissions boundary, and cannot make that boundary: an administrator makes it once.
  --half network   only the half about the network and the roles
  --half system    only the other half
  --boundary       the boundary, and (on stderr) the line that makes it
  --write          rewrite provision/${STACK}.policy.json, for ada and dev
  --help           this text`;

const FILE = fileURLToPath(new URL(`../provision/${STACK}.policy.json`, import.meta.url));

async function rewrite(): Promise<void> {
  const policy = await systemPolicy(readSettings({}), ASKING);
  writeFileSync(FILE, fileText(policy));
  const parts = HALVES.map((half) => characters(halfOf(policy, half)));
  console.log(
    `${FILE}: ${policy.Statement.length} statements, ${characters(policy)} of at most ${LARGEST.inlineOfRole} ` +
      `characters; its halves ${parts.join(' and ')} of at most ${LARGEST.managed}.`,
  );
}

function printBoundary(): void {
  const settings = readSettings(readEnvironment());
  const stack = stackName(settings, STACK);
  process.stdout.write(fileText(boundaryPolicy(stack)));
  const { boundary } = partNames(stack, '');
  console.error(`Saved as boundary.json, it is made once, by an administrator of the account:
  ${createBoundary(boundary, ownership(settings, STACK))}`);
}

const FLAGS = { write: { type: 'boolean' }, half: { type: 'string' }, boundary: { type: 'boolean' } } as const;

await offlineCommand(USAGE, FLAGS, async (given) => {
  const half = HALVES.find((one) => one === given.half);
  if (given.half !== undefined && !half) throw notUnderstood(`there is no half '${given.half}'`, USAGE);
  const [first, second] = Object.keys(given);
  if (second) throw notUnderstood(`--${first} and --${second} do not go together`, USAGE);
  if (given.boundary) return printBoundary();
  if (given.write) return rewrite();
  const policy = await systemPolicy(readSettings(readEnvironment()), ASKING);
  process.stdout.write(fileText(half ? halfOf(policy, half) : policy));
});
