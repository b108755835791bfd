// api/status and api/mails: what waits, what is worked on, what failed, how many records there are, what was mailed.

import type { Mail, Status } from '../../../page/contract.ts';
import { type AskReader, orAway } from './ask-reader.ts';
import type { Depths } from './depths.ts';
import type { Handler } from './page.ts';
import { tagged } from './tagged.ts';

export function status(ask: AskReader, depths: Depths): Record<string, Handler> {
  const mails = () => ask<{ mails: Mail[] }>({ op: 'mails' });
  return {
    'GET api/status': {
      async answer({ event }) {
        const [{ queue, deadLetters }, found, kept] = await Promise.all([
          depths(),
          orAway(ask<{ total: number }>({ op: 'list', limit: 1 }), undefined),
          orAway(mails(), undefined),
        ]);
        const lastMail = kept?.mails[0]?.at;
        const numbers = {
          ...{ waiting: queue.waiting, inFlight: queue.inFlight, deadLetters: deadLetters.waiting },
          ...{ records: found?.total ?? null, ...(lastMail && { lastMail }) },
        };
        const made: Status = { ...numbers, at: new Date().toISOString() };
        return tagged(event, made, numbers);
      },
    },
    'GET api/mails': {
      answer: async ({ event }) => tagged(event, await orAway(mails(), { mails: [], cache: 'away' })),
    },
  };
}
