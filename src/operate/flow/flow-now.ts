// The drawing of a system with what is in each box now, and which alarms ring.

import type { Owned } from '../../aws/clients.ts';
import { errorText } from '../../engine/problems.ts';
import type { Flow, FlowNumber } from '../../page/contract.ts';
import type { Drawing } from '../../patterns/flow/flow.ts';
import { alarmsByBox } from './alarms.ts';
import { named, numbersOf } from './numbers.ts';

export interface Known {
  /** How many records the cache holds: only the system itself can ask it. */
  readonly records?: (() => Promise<number>) | undefined;
}

/** Never throws: what could not be asked is `null` and has a sentence in `problems`. */
export async function flowNow(cloud: Owned, drawing: Drawing, { records }: Known = {}): Promise<Flow> {
  const problems: string[] = [];
  const told = async <T>(what: string, ask: Promise<T>, otherwise: T): Promise<T> =>
    ask.catch((error: unknown) => {
      problems.push(`${what}: ${errorText(error)}`);
      return otherwise;
    });
  const numbers = drawing.nodes.map(async ({ kind, title, name }): Promise<FlowNumber[]> => {
    const its = numbersOf(kind, records);
    return its ? named(its, await told(title, its.ask(cloud, name), [])) : [];
  });
  const [asked, alarms] = await Promise.all([
    Promise.all(numbers),
    told('CloudWatch alarms', alarmsByBox(cloud, drawing), new Map()),
  ]);
  return {
    system: drawing.system,
    stack: drawing.stack,
    at: new Date().toISOString(),
    nodes: drawing.nodes.map(({ name, ...box }, at) => ({
      ...box,
      numbers: asked[at] ?? [],
      alarms: alarms.get(box.id) ?? [],
    })),
    edges: [...drawing.edges],
    problems,
  };
}
