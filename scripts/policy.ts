// npm run policy: what the person or the pipeline that runs `up` and `down` must be allowed to do, as IAM policies.
// Notice: nobody thought the actions up. With --write every command is run on a local cloud of its own, each call that
// it makes is recorded, and the policy is made from that.

import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { framed, notUnderstood } from '../src/cli/frame.ts';
import { characters, type DeployerPolicy, fileText, LARGEST, rewritten } from '../src/permissions/deployer-policy.ts';
import { ownership, readEnvironment, readSettings, stackName } from '../src/settings/settings.ts';
import { partNames, STACK } from '../src/systems/line-counter/names.ts';

const USAGE = `Usage: npm run --silent policy -- [flags]
Prints the rights that up, down and the scripts need, for the PROJECT and STAGE of .env, as one IAM policy: the inline
policy of a role. A user or a group takes it as two managed policies, its halves. Whoever has these rights and no others
makes every role under a permissions boundary, and cannot make that boundary: an administrator makes it once.
  --half network   only the half about the network and the roles
  --half system    only the other half
  --boundary       the boundary, and (on stderr) the line that makes it
  --write          record the commands anew (half a minute) and rewrite provision/deployer-policy.json, for ada and dev
  --help           this text`;

const FILE = fileURLToPath(new URL('../provision/deployer-policy.json', import.meta.url));
const HALVES = ['network', 'system'] as const;

/** Printing needs none of these, and should not wait for them. */
const recording = async () => ({
  ...(await import('../src/local/passing-cloud.ts')),
  ...(await import('../src/permissions/recorded-policy.ts')),
  ...(await import('../src/permissions/scenes.ts')),
});

async function rewrite(): Promise<void> {
  const { withPassingCloud, recordCalls, recordedPolicy } = await recording();
  const policy = recordedPolicy(await withPassingCloud('recording', recordCalls));
  writeFileSync(FILE, fileText(policy));
  const parts = HALVES.map((half) => characters(rewritten(policy, ownership(readSettings({}), STACK), half)));
  console.log(
    `${FILE}: ${policy.Statement.length} statements, ${characters(policy)} of at most ${LARGEST.inlineOfRole} ` +
      `characters; its halves ${parts.join(' and ')} of at most ${LARGEST.managed}.`,
  );
}

async function printBoundary(): Promise<void> {
  const { boundaryPolicy } = await import('../src/systems/line-counter/parts.ts');
  const { createBoundary } = await import('../src/systems/line-counter/boundary.ts');
  const settings = readSettings(readEnvironment());
  const stack = stackName(settings, STACK);
  process.stdout.write(fileText(boundaryPolicy(stack)));
  const { boundary } = partNames(stack, '');
  console.error(`Saved as boundary.json, it is made once, by an administrator of the account:
  ${createBoundary(boundary, ownership(settings, STACK))}`);
}

const FLAGS = { write: { type: 'boolean' }, half: { type: 'string' }, boundary: { type: 'boolean' } } as const;

await framed({ usage: USAGE, flags: FLAGS }, async (given) => {
  const half = HALVES.find((one) => one === given.half);
  if (given.half !== undefined && !half) throw notUnderstood(`there is no half '${given.half}'`);
  const [first, second] = Object.keys(given);
  if (second) throw notUnderstood(`--${first} and --${second} do not go together`);
  if (given.boundary) return printBoundary();
  if (given.write) return rewrite();
  const policy: DeployerPolicy = JSON.parse(readFileSync(FILE, 'utf8'));
  const ours = ownership(readSettings(readEnvironment()), STACK);
  process.stdout.write(fileText(rewritten(policy, ours, half)));
});
