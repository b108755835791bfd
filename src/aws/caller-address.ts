// The address from which this machine reaches the internet, as AWS sees it. Asked only for an account of AWS: a local cloud is
// reached from this machine alone.

import { errorText, Problem } from '../engine/problems.ts';
import type { Text } from '../engine/text.ts';
import type { Owned } from './clients.ts';

/** AWS's own answer to the question "who am I?", as text with one line. */
const ASKED = 'https://checkip.amazonaws.com/';
const PATIENCE_MS = 10_000;
const V4 = /^(\d{1,3}\.){3}\d{1,3}$/;

/**
 * @param setting name of the setting with which somebody says it in place of this
 * @returns "203.0.113.7/32"
 * @throws Problem that names the setting
 */
export async function callerAddress(
  { endpoint }: Pick<Owned, 'endpoint'>,
  setting: string,
  ask = fetch,
): Promise<string> {
  if (endpoint) return '127.0.0.1/32';
  const answer = await ask(ASKED, { signal: AbortSignal.timeout(PATIENCE_MS) }).catch((cause: unknown) => {
    const why = errorText(cause);
    throw unknown(setting, { en: `did not answer (${why})`, pt: `não respondeu (${why})` }, cause);
  });
  const text = (await answer.text()).trim();
  if (!answer.ok || !V4.test(text))
    throw unknown(setting, { en: 'gave no IPv4 address', pt: 'não deu um endereço IPv4' });
  return `${text}/32`;
}

const unknown = (setting: string, why: Text, cause?: unknown) =>
  new Problem(
    {
      en: `Could not find out the address of this machine on the internet: ${ASKED} ${why.en}.`,
      pt: `Não foi possível descobrir o endereço desta máquina na internet: ${ASKED} ${why.pt}.`,
    },
    {
      cause,
      next: {
        en: `Set ${setting} in .env to the range of addresses that may come in, such as 203.0.113.7/32.`,
        pt: `Ponha em ${setting} no .env a faixa de endereços que pode entrar, por exemplo 203.0.113.7/32.`,
      },
    },
  );
