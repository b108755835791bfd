// The second look: what of a system still exists. It lists the services and does not use the code that deleted.

import type { Owned } from '../../aws/clients.ts';
import type { Listed, Names } from '../../aws/listing.ts';
import type { AnyStep } from '../../engine/lifecycle.ts';
import { stepsOf } from '../../engine/steps-of.ts';
import { servicesOf } from '../../resources/services.ts';

/**
 * @param parts a system's parts, or its steps
 * @returns what the listings of the services of these parts show; empty when nothing is left
 */
export async function findLeftovers(cloud: Owned, parts: object): Promise<Listed[]> {
  const steps = stepsOf(parts);
  const lists = servicesOf(steps).map((service) => all(service.list(cloud, namesIn(steps))));
  return (await Promise.all(lists)).flat();
}

/** Names of the steps of each kind. */
export const namesIn =
  (steps: readonly AnyStep[]): Names =>
  (kind) =>
    steps.filter((step) => step.kind === kind).map(({ name }) => name);

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  return list;
}
