// Where a command works: the local cloud of this machine, an emulator named by AWS_ENDPOINT_URL, or an AWS account.
// AWS is used only with --aws, and its account and region are shown first.

import pc from 'picocolors';
import { Problem, UsageProblem } from '../engine/problems.ts';
import type { Text, Wording } from '../engine/text.ts';
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
  say: (text: Wording) => void;
}

/**
 * Opens the cloud that the command line asks for and shows which it is.
 * @throws UsageProblem when flags and settings contradict each other, or when the emulator is not on this machine
 */
export async function openTarget({ aws, settings, stack, env, say }: Wish): Promise<Owned> {
  const emulator = env.AWS_ENDPOINT_URL;
  if (aws && emulator)
    throw new UsageProblem(
      {
        en: '--aws and AWS_ENDPOINT_URL contradict each other.',
        pt: '--aws e AWS_ENDPOINT_URL se contradizem.',
      },
      {
        next: {
          en: 'Leave --aws out to work with the emulator, or unset AWS_ENDPOINT_URL to work in your AWS account.',
          pt: 'Tire --aws para trabalhar com o emulador, ou tire AWS_ENDPOINT_URL para trabalhar na sua conta AWS.',
        },
      },
    );
  if (emulator) refuseForeign(emulator);

  if (aws) lendCredentials(env);

  const region = settings.AWS_REGION;
  const target: Target = aws ? { region } : { region, account: LOCAL_ACCOUNT, ...(await localTarget(emulator, say)) };
  const cloud = await openCloud(target).catch((error: unknown) => {
    throw aws ? withProfile(error) : emulator ? nothingListens(error, emulator) : error;
  });
  const place = placeOf(cloud, aws, emulator);
  const left = aws ? timeLeft(cloud) : { en: '', pt: '' };
  say({
    en: `${pc.bold('Target:')} ${place.en}, region ${region}, stage ${settings.STAGE}${aws ? '' : FREE.en}${left.en}\n`,
    pt: `${pc.bold('Destino:')} ${place.pt}, região ${region}, stage ${settings.STAGE}${aws ? '' : FREE.pt}${left.pt}\n`,
  });
  return { ...cloud, tags: ownership(settings, stack) };
}

const FREE: Text = {
  en: ' (nothing is billed; --aws for your account)',
  pt: ' (nada é cobrado; --aws para a sua conta)',
};

function placeOf({ account }: Cloud, aws: boolean, emulator: string | undefined): Text {
  if (aws) return { en: `AWS account ${account}`, pt: `conta AWS ${account}` };
  return emulator
    ? { en: `emulator at ${emulator}`, pt: `emulador em ${emulator}` }
    : { en: 'local cloud on this machine', pt: 'nuvem local nesta máquina' };
}

/** The named emulator, or the local cloud of this project, started if it does not run. */
async function localTarget(emulator: string | undefined, say: (text: Wording) => void) {
  const own = emulator ? await findLocalCloud() : await startLocalCloud({ say });
  const endpoint = emulator ?? String(own?.endpoint);
  const isOwn = own !== undefined && new URL(endpoint).origin === own.endpoint;
  return { endpoint, ...(isOwn && { adapt: localDatabases({ home: own.home, say }) }) };
}

/** How long the credentials last, shown before minutes of waiting. */
export function timeLeft({ expiration, lab }: Pick<Cloud, 'expiration' | 'lab'>, now = Date.now()): Text {
  if (expiration) {
    const seconds = Math.max(0, (expiration.getTime() - now) / 1000);
    return {
      en: `\nCredentials last ${duration(seconds)} more.`,
      pt: `\nAs credenciais valem por mais ${duration(seconds, 'pt')}.`,
    };
  }
  if (!lab) return { en: '', pt: '' };
  return {
    en: '\nThese are credentials of a Learner Lab: they end with its session, four hours after it began.',
    pt: '\nEstas são credenciais de um Learner Lab: elas terminam com a sessão, quatro horas depois do início.',
  };
}

/** @throws UsageProblem unless it is the address of a server on this machine */
function refuseForeign(endpoint: string): void {
  const next = {
    en: 'Give the address of an emulator on this machine, such as http://127.0.0.1:4566, or use --aws for your account.',
    pt: 'Dê o endereço de um emulador nesta máquina, como http://127.0.0.1:4566, ou use --aws para a sua conta.',
  };
  const scheme = /^[a-z][a-z\d+.-]*:\/\//i.exec(endpoint)?.[0];
  if (scheme && !/^https?:/i.test(scheme))
    throw new UsageProblem(
      {
        en: `AWS_ENDPOINT_URL must begin with http:// or https://, not with ${scheme}.`,
        pt: `AWS_ENDPOINT_URL precisa começar com http:// ou https://, não com ${scheme}.`,
      },
      { next },
    );
  const address = scheme ? endpoint : `http://${endpoint}`;
  const meant = scheme !== undefined || /^localhost$|:\d+(\/|$)/.test(endpoint);
  if (!meant || !URL.canParse(address))
    throw new UsageProblem(
      {
        en: `AWS_ENDPOINT_URL is not an address: ${endpoint}.`,
        pt: `AWS_ENDPOINT_URL não é um endereço: ${endpoint}.`,
      },
      { next },
    );
  const { hostname } = new URL(address);
  if (!isLoopback(hostname))
    throw new UsageProblem(
      {
        en: `AWS_ENDPOINT_URL points to ${hostname}, which is not this machine.`,
        pt: `AWS_ENDPOINT_URL aponta para ${hostname}, que não é esta máquina.`,
      },
      { next },
    );
  if (!scheme)
    throw new UsageProblem(
      {
        en: `AWS_ENDPOINT_URL has no http:// in front: ${endpoint}.`,
        pt: `Falta http:// no começo de AWS_ENDPOINT_URL: ${endpoint}.`,
      },
      { next: { en: `Write AWS_ENDPOINT_URL=${address}`, pt: `Escreva AWS_ENDPOINT_URL=${address}` } },
    );
}

/** The error of opening an emulator. When nothing listens there, the error says so. */
function nothingListens(error: unknown, endpoint: string): unknown {
  const cause = error instanceof Problem ? error.cause : undefined;
  if ((cause as NodeJS.ErrnoException | undefined)?.code !== 'ECONNREFUSED') return error;
  return new Problem(
    {
      en: `Nothing listens at ${endpoint}, the address in AWS_ENDPOINT_URL.`,
      pt: `Nada responde em ${endpoint}, o endereço em AWS_ENDPOINT_URL.`,
    },
    {
      cause,
      next: {
        en: 'Start your emulator; or unset AWS_ENDPOINT_URL, then the command starts the local cloud of this project.',
        pt: 'Inicie o seu emulador; ou tire AWS_ENDPOINT_URL, e o comando inicia a nuvem local deste projeto.',
      },
    },
  );
}
