// How long each part took on this machine in earlier runs, for "of about 6 min" on the screen.
// No decision depends on it. Without it the documented usual time is shown.

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Result } from '../engine/progress.ts';
import type { Text } from '../engine/text.ts';
import { writingRefused } from '../local/problem.ts';

const FILE = fileURLToPath(new URL('../../.local/history.json', import.meta.url));
/** How many times are kept of a part, and the seconds that a part must take to be kept. */
const KEPT = 5;
const WORTH = 5;

const WRITING: Text = { en: 'Writing the times', pt: 'Ao gravar os tempos' };

type Times = Record<string, number[]>;

/** @param place times are compared only within one place: "local", "us-east-1" */
export function history(place: string, file = FILE) {
  const times = read(file);
  return {
    /** Seconds that the part usually takes: the median of earlier runs; undefined without any. */
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
        if (!writingRefused(error, WRITING)) throw error; // a read-only folder or a full disk: then no time is kept
      }
    },
  };
}

function read(file: string): Times {
  try {
    const told: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return typeof told === 'object' && told !== null ? (told as Times) : {};
  } catch {
    return {}; // the file is missing or broken: then no time is shown
  }
}
