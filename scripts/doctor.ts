// npm run doctor: is everything there that `up` needs? Looks only, creates nothing, and says what to do about each thing.
// Notice: without --aws it looks at this machine, because the local cloud is all that `up` needs then. What only AWS can
// answer is asked of AWS alone, or of an emulator that AWS_ENDPOINT_URL names.

import { GetFunctionCommand } from '@aws-sdk/client-lambda';
import pc from 'picocolors';
import { type Cloud, LOCAL_ACCOUNT, openCloud } from '../src/aws/clients.ts';
import { command } from '../src/cli/command.ts';
import { offlineCommand } from '../src/cli/offline-command.ts';
import { Problem } from '../src/engine/problems.ts';
import { absentWhen } from '../src/engine/wait.ts';
import { findLocalCloud } from '../src/local/cloud.ts';
import { clocks, rights, roomForFunctions, roomForInterfaces, roomForNetwork } from '../src/operate/doctor/account.ts';
import { type Finding, good } from '../src/operate/doctor/finding.ts';
import { folders, node, ports, python } from '../src/operate/doctor/machine.ts';
import { oneRegion } from '../src/operate/doctor/one-region.ts';
import { inSameCloud } from '../src/screen/next-command.ts';
import { readEnvironment, readSettings, type Settings } from '../src/settings/settings.ts';
import { names } from '../src/systems/line-counter/names.ts';

const USAGE = `Usage: npm run doctor -- [flags]
Checks this machine before \`up\`, and with --aws your account. Creates and starts nothing. Exit code 1 when something is missing.
  --aws      check your AWS account too
  --json     one JSON object a line on standard output
  --help     this text`;

const FLAGS = { aws: { type: 'boolean' }, json: { type: 'boolean' }, yes: { type: 'boolean', short: 'y' } } as const;
const MARK = { good: pc.green('ok'), warning: pc.yellow('! '), bad: pc.red('x ') };

await offlineCommand(USAGE, FLAGS, async ({ aws, json }) => {
  const env = readEnvironment();
  const settings = readSettings(env);
  if (aws || env.AWS_ENDPOINT_URL) return checkAccount();
  const say = (text: string) => void (json ? process.stderr : process.stdout).write(`${text}\n`);
  const print = (object: object) => void (json && process.stdout.write(`${JSON.stringify(object)}\n`));
  say(`${pc.bold('Target:')} local cloud on this machine (--aws for your account)\n`);
  const findings = [node(), ...(await Promise.all([python(), ports(), folders()]))];
  report(findings, { say, print });
  say(last(await isUpLocally(settings), ''));
});

/** An account of AWS, or of an emulator. */
function checkAccount(): Promise<void> {
  return command({ usage: USAGE, flags: {} }, async ({ cloud, settings, say, print }) => {
    if (cloud.local) say('What follows is what the emulator answers; AWS may answer otherwise.\n');
    const room = [clocks(cloud), roomForNetwork(cloud), roomForInterfaces(cloud), roomForFunctions(cloud)];
    const who = good('Credentials', `account ${cloud.account}, ${cloud.region}`);
    report([node(), who, await oneRegion(cloud, settings), ...(await Promise.all(room)), ...(await rights(cloud))], {
      say,
      print,
    });
    say(last(await isUp(cloud, settings), inSameCloud(cloud)));
  });
}

interface Screen {
  say(text: string): void;
  print(object: object): void;
}

/** @throws Problem that names what is missing */
function report(findings: readonly Finding[], { say, print }: Screen): void {
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

function last(up: boolean, aws: string): string {
  return up ? `\nReady, and it is up already. Next:  npm run status${aws}` : `\nReady. Next:  npm run up${aws}`;
}

/** Its worker is among the last parts that `up` makes. */
async function isUp(cloud: Cloud, settings: Settings): Promise<boolean> {
  const FunctionName = names(cloud, settings).worker;
  const found = await absentWhen(['ResourceNotFoundException'], () =>
    cloud.lambda.send(new GetFunctionCommand({ FunctionName })),
  );
  return found !== undefined;
}

async function isUpLocally(settings: Settings): Promise<boolean> {
  const running = await findLocalCloud();
  if (!running) return false;
  const cloud = await openCloud({ region: settings.AWS_REGION, endpoint: running.endpoint, account: LOCAL_ACCOUNT });
  try {
    return await isUp(cloud, settings);
  } finally {
    cloud.close();
  }
}
