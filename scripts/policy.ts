// npm run policy: what the person or the pipeline that runs `up` and `down` must be allowed to do, as IAM policies.
// Notice: nobody thought the actions up. With --write every command is run on a local cloud of its own, each call that
// it makes is recorded, and the policy is made from that.

import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ownership, readEnvironment, readSettings } from '../src/config.ts';
import { notUnderstood, offlineCommand } from '../src/offline-command.ts';
import { characters, type DeployerPolicy, fileText, LARGEST, rewritten } from '../src/permissions/deployer-policy.ts';

const USAGE = `Usage: npm run --silent policy -- [flags]
Prints the rights that up, down and the scripts need, for the PROJECT and STAGE of .env, as one IAM policy: the inline
policy of a role. A user or a group takes it as two managed policies, its halves.
  --half network   only the half about the network
  --half system    only the other half
  --write          record the commands anew (half a minute) and rewrite provision/deployer-policy.json, for ada and dev
  --help           this text`;

const FILE = fileURLToPath(new URL('../provision/deployer-policy.json', import.meta.url));
const STACK = 'line-counter';
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

await offlineCommand(USAGE, { write: { type: 'boolean' }, half: { type: 'string' } }, async (given) => {
  const half = HALVES.find((one) => one === given.half);
  if (given.half !== undefined && !half) throw notUnderstood(`there is no half '${given.half}'`, USAGE);
  if (given.write) return rewrite();
  const policy: DeployerPolicy = JSON.parse(readFileSync(FILE, 'utf8'));
  const ours = ownership(readSettings(readEnvironment()), STACK);
  process.stdout.write(fileText(rewritten(policy, ours, half)));
});
