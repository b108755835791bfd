// A topic with one e-mail subscription, as SNS has it: more than ten mails in a second end the subscription for ever.
// It speaks SNS's protocol over HTTP, so that the real client uses it and faults can be injected below. The source of
// the limit is Amazon SNS's quotas: "10 per second per subscription … hard limit". After that the subscription becomes
// pending and is deleted.

import { randomUUID } from 'node:crypto';
import { text } from 'node:stream/consumers';
import { stubServer } from '../../testing/cache.ts';

export interface Mail {
  /** Milliseconds, when SNS got it. */
  at: number;
  subject: string;
  body: string;
}

/** How one publication ends: taken, refused, or taken but never answered. */
export type Fate = 'taken' | 'refused' | 'unanswered';

const MOST_IN_A_SECOND = 10;

/** @param fate of the n-th publication, from 0 */
export async function subscription(fate: (publication: number) => Fate = () => 'taken') {
  const mails: Mail[] = [];
  let publications = 0;
  let alive = true;

  const { endpoint, close } = await stubServer(async (request, response) => {
    const form = new URLSearchParams(await text(request));
    const ends = fate(publications);
    publications += 1;
    if (form.get('Action') !== 'Publish') return response.writeHead(400).end();
    if (ends === 'refused') return response.writeHead(500).end();

    const at = performance.now();
    mails.push({ at, subject: form.get('Subject') ?? '', body: form.get('Message') ?? '' });
    if (mails.filter((mail) => mail.at > at - 1_000).length > MOST_IN_A_SECOND) alive = false;
    if (ends === 'unanswered') return undefined;
    const result = `<PublishResult><MessageId>${randomUUID()}</MessageId></PublishResult>`;
    return response.end(
      `<PublishResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/">${result}</PublishResponse>`,
    );
  });

  return {
    endpoint,
    close,
    mails,
    get alive() {
      return alive;
    },
    get publications() {
      return publications;
    },
    /** Milliseconds between one mail and the next. */
    gaps: () => mails.slice(1).map(({ at }, i) => at - (mails[i]?.at ?? at)),
  };
}

/** Each file that a mail names, with the text about its lines: "lote/1.txt" -> "3 linhas". */
export function named({ body }: Mail): [key: string, lines: string][] {
  return [...body.matchAll(/^(\S[^\n]*?)(?: \(nova versão\))?\n {2}([\d.]+ linhas?),/gm)].map((found) => [
    String(found[1]),
    String(found[2]),
  ]);
}
