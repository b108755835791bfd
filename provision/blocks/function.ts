// A function and what belongs to it: log group, role, function, environment.

import type { Soon } from '../../src/engine/needs.ts';
import type { Run } from '../../src/engine/run.ts';
import type { FunctionParts } from '../../src/patterns/function.ts';
import type { UnderBoundary } from '../../src/resources/iam/role.ts';
import type { Needs, PlaceNeeds } from '../../src/resources/lambda/function-settings.ts';

/** What each part needs besides the other three. */
interface Around<InVpc extends boolean, Used, Known> {
  /** What its rights are on, and its permissions boundary. */
  readonly role: Soon<Used & UnderBoundary>;
  /** Subnets and group in a VPC; its image, if it is made of one. */
  readonly function: Soon<PlaceNeeds<InVpc> & Pick<Needs, 'image'>>;
  /** What its variables are made of. */
  readonly environment: Soon<Known>;
}

export function provisionFunction<InVpc extends boolean, Used extends object, Known extends object>(
  { up }: Pick<Run, 'up'>,
  part: FunctionParts<InVpc, Used, Known>,
  around: Around<InVpc, Used, Known>,
) {
  const logs = up(part.logs);
  // The needs have their exact types at the call of this function and are checked there; here they are open.
  const role = up(part.role, ...([{ ...around.role, logs }] as never));
  const made = up(part.function, ...([{ ...around.function, role, logs }] as never));
  const ready = up(part.environment, ...([{ ...around.environment, function: made }] as never));
  /** `ready` is the function with its environment. Everything that calls the function needs it. */
  return { logs, role, function: made, ready };
}
