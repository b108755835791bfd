// A function that refuses every event, and how often it has refused each one, from its log.

import { until, wallClock } from '../../../engine/wait.ts';
import { logEvents } from '../../logs/read.ts';
import { newKey } from '../breaking.ts';
import type { InvokedSite } from './site.ts';

const REFUSED = 'a drill refused ';
/** In the text of an error, or in its JSON. */
const NAMED = new RegExp(`^(?:RangeError: |\\{"errorType":"RangeError","errorMessage":")${REFUSED}([^\\s"]+)\\.`);
/** The event stands in the error itself: lines that a function prints may come into the local log late. */
const HANDLER = `async ({ Records: [{ s3 }] }) => { throw new RangeError('${REFUSED}' + s3.object.key + '.'); }`;

/** How often Lambda calls a function with one event: once, and two retries (src/patterns/bucket-to-function/parts.ts). */
const TRIES = 3;
/** Seconds. The local cloud tries an event again after one second, and after two more. */
const PATIENCE = 60;

interface Refusing {
  /** Milliseconds since 1970. */
  readonly from: number;
  readonly sent: Set<string>;
  /** Those that were told of as lost. */
  readonly lost: Set<string>;
}
const refusing = new Map<InvokedSite, Refusing>();

/** From here on the function refuses every event. */
export async function refuseEvents(site: InvokedSite): Promise<void> {
  await site.replaceCode(HANDLER);
  refusing.set(site, { from: Date.now(), sent: new Set(), lost: new Set() });
}

/** Uploads a file, whose event will be refused. */
export async function uploadRefused(site: InvokedSite): Promise<void> {
  const key = site.keyOf(newKey('refused'));
  refusing.get(site)?.sent.add(key);
  await site.upload(key);
}

/** Notes each event that was refused three times, once: while there is no failure queue, it is lost. */
export async function noteLost(site: InvokedSite): Promise<void> {
  const now = refusing.get(site);
  if (!now) return;
  for (const key of await refusedForGood(site, now.from)) {
    if (now.lost.has(key)) continue;
    now.lost.add(key);
    site.note(site.on.lost, 1);
  }
}

/**
 * Waits until no event will be tried again. On the local cloud a retry runs the code of the first try, and leaves that
 * code to later events, even after it was repaired.
 */
export async function untilAllRefused(site: InvokedSite): Promise<void> {
  const now = refusing.get(site);
  refusing.delete(site);
  if (!now || !site.cloud.local) return;
  await until(
    wallClock(),
    {
      en: 'waiting until each event was refused three times',
      pt: 'à espera de que cada evento seja recusado três vezes',
    },
    PATIENCE,
    async () => {
      const refused = new Set(await refusedForGood(site, now.from));
      return [...now.sent].every((key) => refused.has(key)) || undefined;
    },
  );
}

/** Keys of the events that were refused three times. */
async function refusedForGood({ cloud, functionName }: InvokedSite, from: number): Promise<string[]> {
  const tries = new Map<string, number>();
  for await (const { text } of logEvents(cloud, `/aws/lambda/${functionName}`, { from })) {
    const [, key] = NAMED.exec(text) ?? [];
    if (key) tries.set(key, (tries.get(key) ?? 0) + 1);
  }
  return [...tries].filter(([, times]) => times >= TRIES).map(([key]) => key);
}
