// The boxes of the drawing that a file has passed so far, for the dot that moves through it. It runs in the function of the page
// too, so it needs names and no settings.

import type { Owned } from '../../../aws/clients.ts';
import type { TraceStep } from '../../../page/contract.ts';
import type { PartNames } from '../names.ts';
import { seenSoFar } from './evidence.ts';
import { type Step, timelineOf } from './timeline.ts';

/** The part in which a step ends. */
const PARTS: Readonly<Record<Step['step'], string>> = {
  uploaded: 'bucket',
  'event sent': 'queue',
  received: 'worker',
  counted: 'worker',
  recorded: 'cache',
  announced: 'topic',
};

export async function wayOf(
  cloud: Owned,
  names: Pick<PartNames, 'bucket' | 'worker' | 'reader'>,
  key: string,
  signal: AbortSignal,
): Promise<readonly TraceStep[]> {
  const clues = await seenSoFar(cloud, names, key, signal);
  const { steps } = timelineOf({ ...clues, dead: [] });
  const way = steps.flatMap(({ step, at }) => (at ? [{ at: at.toISOString(), node: PARTS[step], what: step }] : []));
  const back = clues.current ? undefined : clues.lines.findLast(({ message }) => message === 'comes back');
  if (!back) return way;
  const at = back.at.toISOString();
  return [...way, { at, node: 'worker', what: 'received' }, { at, node: 'queue', what: 'comes back' }];
}
