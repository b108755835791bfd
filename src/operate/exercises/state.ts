// Which exercise runs, and how the earlier ones ended: a file beside the local cloud. What is broken does not stand in it.

import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import * as v from 'valibot';
import { errorText, Problem } from '../../engine/problems.ts';
import { placeOf } from '../../local/place.ts';
import { writeWhole } from '../../local/whole-file.ts';

const RUNNING = v.object({
  number: v.number(),
  system: v.string(),
  /** ISO 8601 in UTC. */
  startedAt: v.string(),
  tries: v.number(),
  hints: v.number(),
});
const ENDED = v.object({ ...RUNNING.entries, endedAt: v.string(), outcome: v.picklist(['solved', 'given up']) });
const STATE = v.object({
  running: v.optional(RUNNING),
  ended: v.array(ENDED),
  /** Systems whose stage for exercises was built. */
  built: v.array(v.string()),
});

export type Running = v.InferOutput<typeof RUNNING>;
export type EndedExercise = v.InferOutput<typeof ENDED>;
export type ExerciseState = v.InferOutput<typeof STATE>;

/** @throws Problem when somebody wrote something else into the file */
export function readExercises(file = placeOf().exercises): ExerciseState {
  if (!existsSync(file)) return { ended: [], built: [] };
  try {
    return v.parse(STATE, JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    throw notReadable(file, error);
  }
}

export function writeExercises(state: ExerciseState, file = placeOf().exercises): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  writeWhole(file, `${JSON.stringify(state, null, 2)}\n`);
}

function notReadable(file: string, cause: unknown): Problem {
  const why = errorText(cause);
  return new Problem(
    {
      en: `Reading which exercise runs, from ${file}: ${why}.`,
      pt: `Ao ler qual exercício está em andamento, de ${file}: ${why}.`,
    },
    {
      cause,
      next: {
        en: 'Delete this file. Then start again: each exercise puts its stage right before it begins.',
        pt: 'Apague esse arquivo. Depois comece de novo: cada exercício corrige o seu stage antes de começar.',
      },
    },
  );
}
