// Refusals of Application Auto Scaling, in its words.

export class Refusal extends Error {
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

const DIMENSION = 'ecs:service:DesiredCount';

/** In every answer about a target or a policy. */
export const NAMES = { ServiceNamespace: 'ecs', ScalableDimension: DIMENSION };

export const invalid = (why: string) => new Refusal('ValidationException', why);

export const noTarget = (resource: string) =>
  new Refusal(
    'ObjectNotFoundException',
    `No scalable target registered for service namespace: ecs, resource ID: ${resource}, scalable dimension: ${DIMENSION}`,
  );

export const noPolicy = (resource: string, name: string) =>
  new Refusal(
    'ObjectNotFoundException',
    `No scaling policy found for service namespace: ecs, resource ID: ${resource}, scalable dimension: ${DIMENSION}, policy name: ${name}`,
  );

/** @throws Refusal for what this stand-in does not scale */
export function checkNames(input: { ServiceNamespace?: string; ScalableDimension?: string }): void {
  if (input.ServiceNamespace !== 'ecs')
    throw invalid(
      `Unsupported service namespace: ${input.ServiceNamespace}. The local cloud scales ECS services only.`,
    );
  if (input.ScalableDimension !== undefined && input.ScalableDimension !== DIMENSION)
    throw invalid(`Unsupported scalable dimension: ${input.ScalableDimension}`);
}

/** "service/CLUSTER/SERVICE" @throws Refusal for another form */
export function partsOf(resource: string | undefined): { cluster: string; service: string } {
  const [, cluster, service] = /^service\/([^/]+)\/([^/]+)$/.exec(resource ?? '') ?? [];
  if (!cluster || !service) throw invalid(`Unsupported resource type or malformed resource ID: ${resource}`);
  return { cluster, service };
}
