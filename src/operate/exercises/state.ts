// Which exercise runs, and how the earlier ones ended: a file beside the local cloud. What is broken does not stand in it.

import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { placeOf } from '../../local/place.ts';
import { writeWhole } from '../../local/whole-file.ts';

const RUNNING = z.object({
  number: z.number(),
  system: z.string(),
  /** ISO 8601 in UTC. */
  startedAt: z.string(),
  tries: z.number(),
  hints: z.number(),
});
const ENDED = RUNNING.extend({ endedAt: z.string(), outcome: z.enum(['solved', 'given up']) });
const STATE = z.object({
  running: RUNNING.optional(),
  ended: z.array(ENDED),
  /** Systems whose stage for exercises was built. */
  built: z.array(z.string()),
});

export type Running = z.infer<typeof RUNNING>;
export type EndedExercise = z.infer<typeof ENDED>;
export type ExerciseState = z.infer<typeof STATE>;

/** @throws when somebody wrote something else into the file */
export function readExercises(file = placeOf().exercises): ExerciseState {
  if (!existsSync(file)) return { ended: [], built: [] };
  return STATE.parse(JSON.parse(readFileSync(file, 'utf8')));
}

export function writeExercises(state: ExerciseState, file = placeOf().exercises): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  writeWhole(file, `${JSON.stringify(state, null, 2)}\n`);
}
