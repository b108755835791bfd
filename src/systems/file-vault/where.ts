// Where people come in: printed at the end of `up`. On AWS the vault has no address until somebody opens a way to it.

import { setTimeout as pause } from 'node:timers/promises';
import { machinesOf } from '../../local/machines.ts';
import { spoken } from '../../screen/language.ts';

/** Seconds that a machine of the local cloud usually needs, and some more. */
const PATIENCE = 15;

export interface Where {
  /** null on AWS, and while the machine boots. */
  readonly url: string | null;
  readonly says: readonly string[];
}

/** @param local is it a cloud on this machine? */
export async function whereToEnter(local: boolean, region: string, instance: string): Promise<Where> {
  const url = local ? await playedUrl(region, instance) : null;
  if (url)
    return {
      url,
      says: [
        spoken({
          en: `The vault is at ${url}\nWho wants to come in needs an invitation:  npm run invite -- --system file-vault "Ana Souza"`,
          pt: `O cofre está em ${url}\nQuem quer entrar precisa de um convite:  npm run invite -- --system file-vault "Ana Souza"`,
        }),
      ],
    };
  return {
    url,
    says: [
      spoken({
        en: `npm run vault -- open${local ? '' : ' --aws'}  opens the way to the vault and prints its address.`,
        pt: `npm run vault -- open${local ? '' : ' --aws'}  abre o caminho até o cofre e mostra o endereço.`,
      }),
    ],
  };
}

async function playedUrl(region: string, instance: string): Promise<string | null> {
  for (let waited = 0; waited <= PATIENCE; waited += 0.5) {
    const port = machinesOf(region)[instance]?.port;
    if (port) return `http://127.0.0.1:${port}/`;
    await pause(500);
  }
  return null;
}
