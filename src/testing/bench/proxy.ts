// A proxy in front of the local cloud. It makes each call as slow as a call to AWS, and counts the calls.

import { once } from 'node:events';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/** When a call began and when it was answered, in milliseconds. */
interface Span {
  readonly from: number;
  readonly to: number;
}

export interface CountingProxy {
  readonly endpoint: string;
  /** Milliseconds that are added to each call. */
  delay: number;
  /** The calls since the last time. */
  take(): readonly Span[];
  close(): void;
}

export async function proxyTo(endpoint: string): Promise<CountingProxy> {
  const { hostname, port } = new URL(endpoint);
  let spans: Span[] = [];
  const proxy = { delay: 0 };
  const server = createServer(async (incoming, outgoing) => {
    const from = performance.now();
    // Not the question whether the local cloud is ready.
    if (!incoming.url?.startsWith('/_ministack/'))
      outgoing.on('finish', () => spans.push({ from, to: performance.now() }));
    await pause(proxy.delay);
    const { method, url: path, headers } = incoming;
    const onward = request({ hostname, port, method, path, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    onward.on('error', (error) => outgoing.destroy(error));
    incoming.pipe(onward);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return Object.assign(proxy, {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    take() {
      const taken = spans;
      spans = [];
      return taken;
    },
    close: () => void server.close(),
  });
}

/** Milliseconds. With it the program's own time is little, so calls in a row are calls that need each other. */
export const LONG_DELAY = 1000;

/** How many calls had to wait for one another: the longest row in which each began after the one before had ended. */
export function depth(spans: readonly Span[]): number {
  const byEnd = spans.toSorted((a, b) => a.to - b.to);
  let [count, end] = [0, -Infinity];
  for (const { from, to } of byEnd)
    if (from >= end) {
      count += 1;
      end = to;
    }
  return count;
}
