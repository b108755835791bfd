// The drawing of a system: boxes and arrows, derived from the data flow of its story. Numbers come later, from the cloud.

import type { Owned } from '../../aws/clients.ts';
import type { AnyStep } from '../../engine/lifecycle.ts';
import { restingPrice } from '../../engine/price.ts';
import type { Run } from '../../engine/run.ts';
import type { FlowEdge, FlowNode } from '../../page/contract.ts';
import { consoleLink } from './console-link.ts';
import { partIds } from './part-ids.ts';
import { type Played, played } from './recorder.ts';
import { BOXES, EDGES, type End, OTHERS, SELF, STANDS_FOR, TO_DEAD_LETTERS } from './rules.ts';

/** A box without its numbers. `name` is AWS's: "ada-dev-audit-log-failures". */
export type Box = Omit<FlowNode, 'numbers' | 'alarms'> & { readonly name: string };

export interface Drawing {
  readonly system: string;
  readonly stack: string;
  readonly nodes: readonly Box[];
  readonly edges: readonly FlowEdge[];
  /** Names of its alarms in CloudWatch. */
  readonly alarms: readonly string[];
}

export type Place = Pick<Owned, 'local' | 'region' | 'account' | 'partition' | 'tags'>;

/** All alarms of a system are one box. */
const ALARMS = 'alarms';

/** @param story a system in one cloud, as `Configured.story` gives it */
export async function flowOf(story: { parts: object; up(run: Run): unknown }, place: Place): Promise<Drawing> {
  const parts = await played(story);
  const ids = partIds(story.parts);
  const idOf = ({ step }: Played) => (BOXES[step.kind] === ALARMS ? ALARMS : ids.get(step));
  const edges = new Map<string, FlowEdge>();
  const dead = new Set<string>();

  for (const part of parts) {
    const rule = EDGES[part.step.kind];
    if (!rule) continue;
    for (const from of ends(part, rule.from, rule.to).flatMap(boxesOf))
      for (const to of ends(part, rule.to, rule.from).flatMap(boxesOf)) {
        const edge = { from: idOf(from), to: idOf(to) };
        if (!edge.from || !edge.to || edge.from === edge.to) continue;
        edges.set(`${edge.from} ${edge.to}`, edge as FlowEdge);
        if (TO_DEAD_LETTERS.includes(part.step.kind)) dead.add(edge.to);
      }
  }

  const boxes = new Map<string, AnyStep[]>();
  for (const part of parts) {
    const id = BOXES[part.step.kind] && idOf(part);
    if (id) boxes.set(id, [...(boxes.get(id) ?? []), part.step]);
  }
  const { project, stage, stack } = place.tags;
  return {
    system: stack,
    stack: `${project}-${stage}-${stack}`,
    nodes: [...boxes].map(([id, steps]) => boxFor(id, steps, dead.has(id), place)),
    edges: [...edges.values()],
    alarms: parts.filter(({ step }) => BOXES[step.kind] === ALARMS).map(({ step }) => step.name),
  };
}

/** The parts at one end of an edge. */
function ends(part: Played, end: End, other: End): readonly Played[] {
  if (end === SELF) return [part];
  if (end !== OTHERS) return part.needs[end as string] ?? [];
  return Object.entries(part.needs).flatMap(([name, parts]) => (name === other ? [] : parts));
}

/** The box that a part is, or the boxes that it stands for. */
function boxesOf(part: Played): readonly Played[] {
  if (BOXES[part.step.kind]) return [part];
  const meant = STANDS_FOR[part.step.kind];
  return meant === undefined ? [] : ends(part, meant, SELF).flatMap(boxesOf);
}

/** @param steps several when one box stands for all of them, as that of the alarms does @param dead are they dead letters? */
function boxFor(id: string, steps: readonly AnyStep[], dead: boolean, place: Place): Box {
  // The composites come after the single alarms, and say best what the box is.
  const { kind, title, name, about } = steps.at(-1) as AnyStep;
  const link = consoleLink(kind, name, place);
  return {
    ...{ id, kind: dead ? 'dead-letters' : (BOXES[kind] ?? 'other'), title, name },
    ...{ what: about.what, why: about.why, where: about.console },
    perHour: restingPrice(steps).perHour || null,
    ...(link && { console: link }),
  };
}
