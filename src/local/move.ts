// Moves a local cloud to other ports when another program has taken one of its ports. It keeps all its contents.
// Notice: MiniStack's saved state has ports in three places: the URLs of queues, the address of a cache, and the
// environment of the functions that use it. With the old ports nobody would find the queues or the cache.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Text } from '../engine/text.ts';
import type { Place, Ports } from './place.ts';
import { writeWhole } from './whole-file.ts';

const NOW: Record<keyof Ports, Text> = {
  aws: { en: 'AWS calls now go to port', pt: 'as chamadas à AWS agora vão para a porta' },
  cache: { en: 'the cache now listens on port', pt: 'o cache agora escuta na porta' },
  plain: { en: 'the cache without TLS now listens on port', pt: 'o cache sem TLS agora escuta na porta' },
};

/** Changes the saved state and says which ports are new. The cloud must not run. */
export function move(place: Place, from: Ports, to: Ports, say: (sentence: Text) => void = () => {}): void {
  const moved = (['aws', 'cache', 'plain'] as const).filter((name) => from[name] !== to[name]);
  if (!moved.length) return;
  rewriteState(place, (text) =>
    text
      .replaceAll(`http://127.0.0.1:${from.aws}/`, `http://127.0.0.1:${to.aws}/`)
      .replaceAll(`"Address": "127.0.0.1", "Port": ${from.cache}}`, `"Address": "127.0.0.1", "Port": ${to.cache}}`)
      .replaceAll(`"CACHE_PORT": "${from.cache}"`, `"CACHE_PORT": "${to.cache}"`),
  );
  for (const name of moved)
    say({
      en: `port ${from[name]} is taken by another program: ${NOW[name].en} ${to[name]}, and nothing is lost`,
      pt: `a porta ${from[name]} está ocupada por outro programa: ${NOW[name].pt} ${to[name]}, e nada se perde`,
    });
}

/** Changes the text of every service's saved state. The cloud must not run. */
export function rewriteState({ state }: Place, change: (text: string) => string): void {
  for (const entry of readdirSync(state, { withFileTypes: true })) {
    if (!entry.isFile() || !entry.name.endsWith('.json')) continue;
    const file = join(state, entry.name);
    const before = readFileSync(file, 'utf8');
    const after = change(before);
    if (after !== before) writeWhole(file, after);
  }
}
