// A local cloud goes to other ports, because another program has taken one of its own, and keeps all that it holds.
// Notice: what MiniStack has saved tells ports in three places: the URLs of queues, where a cache is, and the
// environment of the functions that use it. With the old ones nobody would find the queues, or the cache.

import { readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Place, Ports } from './place.ts';

const NOW: Record<keyof Ports, string> = {
  aws: 'AWS calls now go to port',
  cache: 'the cache now listens on port',
  plain: 'the cache without TLS now listens on port',
};

/** Rewrites what is saved, and says which ports are others. The cloud must not run. */
export function move(place: Place, from: Ports, to: Ports, say: (sentence: string) => void = () => {}): void {
  const moved = (['aws', 'cache', 'plain'] as const).filter((name) => from[name] !== to[name]);
  if (!moved.length) return;
  for (const entry of readdirSync(place.state, { withFileTypes: true }))
    if (entry.isFile() && entry.name.endsWith('.json')) rewrite(join(place.state, entry.name), from, to);
  for (const name of moved)
    say(`port ${from[name]} is taken by another program: ${NOW[name]} ${to[name]}, and nothing is lost`);
}

function rewrite(file: string, from: Ports, to: Ports): void {
  const before = readFileSync(file, 'utf8');
  const after = before
    .replaceAll(`http://127.0.0.1:${from.aws}/`, `http://127.0.0.1:${to.aws}/`)
    .replaceAll(`"Address": "127.0.0.1", "Port": ${from.cache}}`, `"Address": "127.0.0.1", "Port": ${to.cache}}`)
    .replaceAll(`"CACHE_PORT": "${from.cache}"`, `"CACHE_PORT": "${to.cache}"`);
  if (after === before) return;
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, after);
  renameSync(draft, file);
}
