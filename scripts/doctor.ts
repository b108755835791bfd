// npm run doctor: does `up` have everything that it needs? Reads only, creates nothing, and says what to do.
// Without --aws it checks this machine, because `up` then needs only the local cloud. Questions that only AWS can
// answer go to AWS, or to an emulator that AWS_ENDPOINT_URL names.

import pc from 'picocolors';
import { LOCAL_ACCOUNT, type Owned, openCloud } from '../src/aws/clients.ts';
import { openTarget } from '../src/aws/target.ts';
import { command, type Offline } from '../src/cli/command.ts';
import { Problem } from '../src/engine/problems.ts';
import { stepsOf } from '../src/engine/steps-of.ts';
import { wallClock } from '../src/engine/wait.ts';
import { findLocalCloud } from '../src/local/cloud.ts';
import { clocks, rights, room } from '../src/operate/doctor/account.ts';
import { type Finding, good } from '../src/operate/doctor/finding.ts';
import { folders, node, ports, python } from '../src/operate/doctor/machine.ts';
import { oneRegion } from '../src/operate/doctor/one-region.ts';
import { nextCommand } from '../src/screen/next-command.ts';
import { ownership } from '../src/settings/settings.ts';

const USAGE = `Usage: npm run doctor -- [system] [flags]
Checks this machine before \`up\`, and with --aws your account. Creates and starts nothing. Exit code 1 when something is missing.
  --aws      check your AWS account too`;

const FLAGS = { aws: { type: 'boolean', default: false } } as const;
const MARK = { good: pc.green('ok'), warning: pc.yellow('! '), bad: pc.red('x ') };
type Here = Offline<typeof FLAGS>;

await command({ usage: USAGE, flags: FLAGS, cloud: false }, (session) =>
  session.flags.aws || session.env.AWS_ENDPOINT_URL ? checkAccount(session) : checkMachine(session),
);

async function checkMachine(session: Here): Promise<void> {
  session.say(`${pc.bold('Target:')} local cloud on this machine (--aws for your account)\n`);
  report([node(), ...(await Promise.all([python(), ports(), folders()]))], session);
  const { configured, settings, system } = session;
  const running = await findLocalCloud();
  const tags = ownership(settings, system.name);
  if (!running) return goOn(session, { local: true, tags }, false);
  const { endpoint } = running;
  const cloud = { ...(await openCloud({ region: settings.AWS_REGION, endpoint, account: LOCAL_ACCOUNT })), tags };
  try {
    goOn(session, cloud, await isUp((await configured.story(cloud)).parts));
  } finally {
    cloud.close();
  }
}

/** An account of AWS, or of an emulator. */
async function checkAccount(session: Here): Promise<void> {
  const { configured, settings, env, say, system, flags } = session;
  const cloud = await openTarget({ aws: flags.aws, settings, stack: system.name, env, say });
  try {
    if (cloud.local) say('What follows is what the emulator answers; AWS may answer otherwise.\n');
    const { parts } = await configured.story(cloud);
    const who = good('Credentials', `account ${cloud.account}, ${cloud.region}`);
    const asked = await Promise.all([
      ...[clocks(cloud), oneRegion(cloud, parts)].map(async (look) => [await look]),
      ...[room(cloud, parts), rights(cloud, parts)],
    ]);
    report([node(), who, ...asked.flat()], session);
    goOn(session, cloud, await isUp(parts));
  } finally {
    cloud.close();
  }
}

/** @throws Problem that names what is missing */
function report(findings: readonly Finding[], { say, print }: Here): void {
  for (const { check, verdict, found, next } of findings) {
    say(`${MARK[verdict]} ${check.padEnd(26)} ${found}${next ? `\n   ${pc.dim(next)}` : ''}`);
    print({ event: 'check', check, verdict, found, ...(next && { next }) });
  }
  const missing = findings.filter(({ verdict }) => verdict === 'bad');
  print({ event: 'doctor', ok: missing.length === 0 });
  if (missing.length)
    throw new Problem(`Not ready: ${missing.map(({ check }) => check).join(', ')}.`, {
      next: 'See what to do beside each; then run npm run doctor again.',
    });
}

function goOn({ say }: Here, cloud: Pick<Owned, 'local' | 'tags'>, up: boolean): void {
  say(
    up
      ? `\nReady, and it is up already. Next:  ${nextCommand(cloud, 'status')}`
      : `\nReady. Next:  ${nextCommand(cloud, 'up')}`,
  );
}

/** Does its last function exist, or the last part of its list? `up` makes it among the last. */
async function isUp(parts: object): Promise<boolean> {
  const steps = stepsOf(parts);
  const last = steps.findLast(({ kind }) => kind === 'Lambda function') ?? steps.at(-1);
  return (await last?.describe({ ...wallClock(), tell() {} })) !== undefined;
}
