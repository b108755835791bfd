// A command as a guest of the vault: it makes itself an invitation, with the key that only operators may read, and signs in.

import type { Owned } from '../../../aws/clients.ts';
import { Problem } from '../../../engine/problems.ts';
import type { Text } from '../../../engine/text.ts';
import { invite } from '../../../operate/invite/invite.ts';
import { nextCommand } from '../../../screen/next-command.ts';
import type { FileVaultSettings } from '../settings.ts';
import { invitedVault } from './invited.ts';

export interface Visit {
  /** The address, with a slash at its end. */
  readonly url: string;
  /** @param path "files?name=a.txt" @throws Problem for an answer that is no success */
  call(path: string, init?: RequestInit): Promise<Response>;
  json<T>(path: string, init?: RequestInit): Promise<T>;
}

const STARTING: Text = {
  en: 'The machine may be starting: run the same command again in some seconds.',
  pt: 'A máquina pode estar iniciando: rode o mesmo comando de novo em alguns segundos.',
};

const openFirst = (open: string): Text => ({
  en: `Open the way to the vault first, in another terminal: ${open}`,
  pt: `Abra antes o caminho até o cofre, em outro terminal: ${open}`,
});

/** @param name stands in the audit log @param home of the local cloud @throws Problem when nobody answers */
export async function visit(cloud: Owned, settings: FileVaultSettings, name: string, home?: string): Promise<Visit> {
  const { link } = await invite(cloud, invitedVault(settings, home), { name, role: 'operator', days: 1 });
  const [url = '', invitation = ''] = link.split('#');
  const ask = async (path: string, init: RequestInit = {}) => {
    const answer = await fetch(`${url}${path}`, init).catch((error: unknown) => {
      const next = cloud.local ? STARTING : openFirst(nextCommand(cloud, 'vault', 'open'));
      throw new Problem({ en: `Nobody answers at ${url}.`, pt: `Ninguém responde em ${url}.` }, { cause: error, next });
    });
    if (answer.ok) return answer;
    const told = `${answer.status}: ${await answer.text()}`;
    throw new Problem({ en: `The vault answers ${path} with ${told}`, pt: `O cofre responde a ${path} com ${told}` });
  };
  const entered = await ask('session', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ invitation }),
  });
  const cookie = String(entered.headers.get('set-cookie')?.split(';')[0]);
  const call = (path: string, init: RequestInit = {}) => ask(path, { ...init, headers: { ...init.headers, cookie } });
  return { url, call, json: async (path, init) => (await call(path, init)).json() };
}
