// The address from which this machine reaches the internet, as AWS sees it. Asked only for an account of AWS: a local cloud is
// reached from this machine alone.

import { Broken } from '../engine/needs.ts';
import { errorText } from '../engine/problems.ts';
import type { Owned } from './clients.ts';

/** AWS's own answer to the question "who am I?", as text with one line. */
const ASKED = 'https://checkip.amazonaws.com/';
const PATIENCE_MS = 10_000;
const V4 = /^(\d{1,3}\.){3}\d{1,3}$/;

/**
 * @param setting name of the setting with which somebody says it in place of this
 * @returns "203.0.113.7/32"
 * @throws Broken, the error of a need, because a part waits for it
 */
export async function callerAddress(
  { endpoint }: Pick<Owned, 'endpoint'>,
  setting: string,
  ask = fetch,
): Promise<string> {
  if (endpoint) return '127.0.0.1/32';
  const why = (reason: string) =>
    `the address of this machine on the internet (${ASKED} ${reason}; set ${setting} in .env)`;
  const answer = await ask(ASKED, { signal: AbortSignal.timeout(PATIENCE_MS) }).catch((error: unknown) => {
    throw new Broken(why(`did not answer: ${errorText(error)}`), error);
  });
  const text = (await answer.text()).trim();
  if (!answer.ok || !V4.test(text)) throw new Broken(why('gave no IPv4 address'), undefined);
  return `${text}/32`;
}
