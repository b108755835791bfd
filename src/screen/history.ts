// How long each part took on this machine the last times: only for the "of about" on the screen.
// Notice: it is a hint and no state. Lost, stale or unreadable, it costs nothing: then the usual time from the books is shown.

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Result } from '../engine/progress.ts';
import { writingRefused } from '../local/problem.ts';

const FILE = fileURLToPath(new URL('../../.local/history.json', import.meta.url));
/** So many of the last times are kept, of parts that took at least so many seconds. */
const KEPT = 5;
const WORTH = 5;

type Times = Record<string, number[]>;

/** @param place what times are comparable in: "local", "us-east-1" */
export function history(place: string, file = FILE) {
  const times = read(file);
  return {
    /** Seconds it usually takes to make the part, the median of the last times; undefined without any. */
    usual(title: string): number | undefined {
      const known = [...(times[`${place} ${title}`] ?? [])].sort((a, b) => a - b);
      return known[Math.floor(known.length / 2)];
    },
    remember(results: readonly Pick<Result, 'title' | 'outcome' | 'seconds'>[]): void {
      const made = results.filter(({ outcome, seconds }) => outcome === 'created' && seconds >= WORTH);
      if (!made.length) return;
      for (const { title, seconds } of made) {
        const name = `${place} ${title}`;
        times[name] = [...(times[name] ?? []), Math.round(seconds)].slice(-KEPT);
      }
      try {
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, JSON.stringify(times, null, 1));
      } catch (error) {
        if (!writingRefused(error, '')) throw error; // a folder that cannot be written, a full disk: a hint less
      }
    },
  };
}

function read(file: string): Times {
  try {
    const told: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return typeof told === 'object' && told !== null ? (told as Times) : {};
  } catch {
    return {}; // not there, or not ours to understand: a hint less
  }
}
