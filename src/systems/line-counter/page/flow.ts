// api/flow, api/flow/trace and api/redrive, for operators: the drawing of the system with its numbers now, the way of one
// file so far, and dead letters given back to their queue.

import { setTimeout } from 'node:timers/promises';
import type { Owned } from '../../../aws/clients.ts';
import { move } from '../../../operate/dead-letters/move.ts';
import { flowNow } from '../../../operate/flow/flow-now.ts';
import { Refused } from '../../../page/refused.ts';
import type { Drawing } from '../../../patterns/flow/flow.ts';
import { keptAnswer } from '../../../runtime/kept-answer.ts';
import { tooLong } from '../../../runtime/object-key.ts';
import type { PartNames } from '../names.ts';
import { wayOf } from '../trace/way-of.ts';
import type { AskReader } from './ask-reader.ts';
import type { Asked, Handler } from './page.ts';
import type { PageTelemetry } from './telemetry.ts';

/** Milliseconds for which the numbers of the drawing are used again: several operators look at the same. */
const FRESH = 2_000;
/** Milliseconds before an answer is given, although SQS still moves: a request has 30 s in all. */
const LONG = 15_000;

export interface FlowSettings {
  readonly cloud: Owned;
  readonly names: Pick<PartNames, 'bucket' | 'queue' | 'deadLetters' | 'worker' | 'reader'>;
  readonly drawing: Drawing;
  readonly ask: AskReader;
  readonly telemetry: PageTelemetry;
}

export function flow({ cloud, names, drawing, ask, telemetry }: FlowSettings): Record<string, Handler> {
  const records = async () => (await ask<{ total: number }>({ op: 'list', limit: 1 })).total;
  const now = keptAnswer(FRESH, () => flowNow(cloud, drawing, { records }));

  async function trace({ event }: Asked) {
    const { key = '' } = event.queryStringParameters ?? {};
    if (!key || tooLong(key)) throw new Refused('bad-request', '"key" must name a file.');
    return { steps: await wayOf(cloud, names, key, AbortSignal.timeout(LONG)) };
  }

  async function redrive({ guest }: Asked) {
    let moved = 0;
    const wanted = {
      ...{ from: names.deadLetters, to: names.queue, signal: new AbortController().signal, say() {} },
      progress: (count: number) => {
        moved = count;
      },
    };
    // On AWS the queue moves its messages by itself, also when nobody waits for it any more.
    const end = move(cloud, wanted).then((all) => {
      moved = all.moved;
    });
    await Promise.race([end, setTimeout(LONG, undefined, { ref: false })]);
    telemetry.done('dead letters were given back', guest, { moved });
    return { moved };
  }

  return {
    'GET api/flow': { for: 'operator', answer: now },
    'GET api/flow/trace': { for: 'operator', answer: trace },
    'POST api/redrive': { for: 'operator', answer: redrive },
  };
}
