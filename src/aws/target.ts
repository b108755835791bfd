// Where a command works: the local cloud of this machine, an emulator named by AWS_ENDPOINT_URL, or an AWS account.
// AWS is used only with --aws, and its account and region are shown first.

import pc from 'picocolors';
import { Problem, UsageProblem } from '../engine/problems.ts';
import { duration } from '../engine/wait.ts';
import { findLocalCloud, startLocalCloud } from '../local/cloud.ts';
import { ownership, type Settings } from '../settings/settings.ts';
import { type Cloud, LOCAL_ACCOUNT, type Owned, openCloud, type Target } from './clients.ts';
import { lendCredentials, withProfile } from './credentials.ts';
import { isLoopback } from './guard.ts';
import { localDatabases } from './local-databases.ts';

export interface Wish {
  aws: boolean;
  settings: Settings;
  stack: string;
  env: Record<string, string | undefined>;
  say: (text: string) => void;
}

/**
 * Opens the cloud that the command line asks for and shows which it is.
 * @throws UsageProblem when flags and settings contradict each other, or when the emulator is not on this machine
 */
export async function openTarget({ aws, settings, stack, env, say }: Wish): Promise<Owned> {
  const emulator = env.AWS_ENDPOINT_URL;
  if (aws && emulator)
    throw new UsageProblem('--aws and AWS_ENDPOINT_URL contradict each other.', {
      next: 'Leave --aws out to work with the emulator, or unset AWS_ENDPOINT_URL to work in your AWS account.',
    });
  if (emulator) refuseForeign(emulator);

  if (aws) lendCredentials(env);

  const region = settings.AWS_REGION;
  const target: Target = aws ? { region } : { region, account: LOCAL_ACCOUNT, ...(await localTarget(emulator, say)) };
  const cloud = await openCloud(target).catch((error: unknown) => {
    throw aws ? withProfile(error) : emulator ? nothingListens(error, emulator) : error;
  });
  const place = aws
    ? `AWS account ${cloud.account}`
    : emulator
      ? `emulator at ${emulator}`
      : 'local cloud on this machine';
  const bill = aws ? '' : ' (nothing is billed; --aws for your account)';
  say(
    `${pc.bold('Target:')} ${place}, region ${region}, stage ${settings.STAGE}${bill}${aws ? timeLeft(cloud) : ''}\n`,
  );
  return { ...cloud, tags: ownership(settings, stack) };
}

/** The named emulator, or the local cloud of this project, started if it does not run. */
async function localTarget(emulator: string | undefined, say: (text: string) => void) {
  const own = emulator ? await findLocalCloud() : await startLocalCloud({ say });
  const endpoint = emulator ?? String(own?.endpoint);
  const isOwn = own !== undefined && new URL(endpoint).origin === own.endpoint;
  return { endpoint, ...(isOwn && { adapt: localDatabases({ home: own.home, say }) }) };
}

/** How long the credentials last, shown before minutes of waiting. */
export function timeLeft({ expiration, lab }: Pick<Cloud, 'expiration' | 'lab'>, now = Date.now()): string {
  if (expiration) return `\nCredentials last ${duration(Math.max(0, (expiration.getTime() - now) / 1000))} more.`;
  return lab ? '\nThese are credentials of a Learner Lab: they end with its session, four hours after it began.' : '';
}

/** @throws UsageProblem unless it is the address of a server on this machine */
function refuseForeign(endpoint: string): void {
  const next =
    'Give the address of an emulator on this machine, such as http://127.0.0.1:4566, or use --aws for your account.';
  const scheme = /^[a-z][a-z\d+.-]*:\/\//i.exec(endpoint)?.[0];
  if (scheme && !/^https?:/i.test(scheme))
    throw new UsageProblem(`AWS_ENDPOINT_URL must begin with http:// or https://, not with ${scheme}.`, { next });
  const address = scheme ? endpoint : `http://${endpoint}`;
  const meant = scheme !== undefined || /^localhost$|:\d+(\/|$)/.test(endpoint);
  if (!meant || !URL.canParse(address))
    throw new UsageProblem(`AWS_ENDPOINT_URL is not an address: ${endpoint}.`, { next });
  const { hostname } = new URL(address);
  if (!isLoopback(hostname))
    throw new UsageProblem(`AWS_ENDPOINT_URL points to ${hostname}, which is not this machine.`, { next });
  if (!scheme)
    throw new UsageProblem(`AWS_ENDPOINT_URL has no http:// in front: ${endpoint}.`, {
      next: `Write AWS_ENDPOINT_URL=${address}`,
    });
}

/** The error of opening an emulator. When nothing listens there, the error says so. */
function nothingListens(error: unknown, endpoint: string): unknown {
  const cause = error instanceof Problem ? error.cause : undefined;
  if ((cause as NodeJS.ErrnoException | undefined)?.code !== 'ECONNREFUSED') return error;
  return new Problem(`Nothing listens at ${endpoint}, the address in AWS_ENDPOINT_URL.`, {
    cause,
    next: 'Start your emulator; or unset AWS_ENDPOINT_URL, then the command starts the local cloud of this project.',
  });
}
