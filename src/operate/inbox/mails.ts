// What the topics of a system said, as the local cloud keeps it (src/local/ministack/mails.py). AWS keeps no message of a topic.

import type { Owned } from '../../aws/clients.ts';
import { errorText, Problem } from '../../engine/problems.ts';
import { stepsOf } from '../../engine/steps-of.ts';
import type { Clock } from '../../engine/wait.ts';

export interface Mail {
  readonly id: string;
  /** When the topic took it, ISO 8601 in UTC. */
  readonly at: string;
  /** Name of the topic. */
  readonly topic: string;
  readonly subject: string;
  readonly text: string;
  /** What a subscription may filter by. */
  readonly attributes: Readonly<Record<string, string>>;
}

/** Names of a system's topics. @param parts a system's parts, or its steps */
export const topicsOf = (parts: object): string[] =>
  stepsOf(parts).flatMap(({ kind, name, used = true }) => (kind === 'SNS topic' && used ? [name] : []));

/**
 * The last 200 messages of each topic, the oldest first.
 * @param topics names
 * @throws Problem for an emulator that keeps no messages
 */
export async function mailsOf(cloud: Owned, topics: readonly string[]): Promise<Mail[]> {
  const arns = topics.map((name) => ['topic', cloud.arn('sns', name)]);
  const answer = await fetch(`${cloud.endpoint}/_local/mails?${new URLSearchParams(arns)}`)
    .then(async (response) => ({ ...(await response.json()), status: response.status }))
    .catch((error: unknown) => ({ status: 0, error }));
  if (answer.status !== 200 || !Array.isArray(answer.mails)) throw keepsNone(cloud, answer.error);
  return answer.mails.map((mail: Mail) => ({ ...mail, topic: mail.topic.split(':').at(-1) }));
}

const keepsNone = ({ endpoint }: Owned, cause: unknown): Problem =>
  new Problem(
    {
      en: `The emulator at ${endpoint} does not keep what topics said${cause ? ` (${errorText(cause)})` : ''}.`,
      pt: `O emulador em ${endpoint} não guarda o que os tópicos disseram${cause ? ` (${errorText(cause)})` : ''}.`,
    },
    {
      cause,
      next: {
        en: 'The local cloud of this project does, and a cloud of an earlier version after: npm run local -- stop. Unset AWS_ENDPOINT_URL to use it.',
        pt: 'A nuvem local deste projeto guarda; uma de versão anterior, depois de: npm run local -- stop. Tire AWS_ENDPOINT_URL para usá-la.',
      },
    },
  );

/** Seconds between two looks. */
const PACE = 1;

/** Shows new mails as they come. Goes on until Ctrl-C, then throws Interrupted. @param known those shown already */
export async function followMails(
  look: () => Promise<readonly Mail[]>,
  known: readonly Mail[],
  show: (mail: Mail) => void,
  clock: Clock,
): Promise<never> {
  const seen = new Set(known.map(({ id }) => id));
  while (true) {
    await clock.pause(PACE);
    for (const mail of await look()) {
      if (seen.has(mail.id)) continue;
      seen.add(mail.id);
      show(mail);
    }
  }
}
