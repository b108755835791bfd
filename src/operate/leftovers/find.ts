// The second look: what of a stack is still there, asked from AWS by listing, not by the code that deleted.
// Notice: a name that begins like ours may be a neighbour's, so each find is held against our tags where it can carry any.

import type { Owned } from '../../aws/clients.ts';
import { bucketRegion } from '../../aws/other-region.ts';
import { isOurs } from '../../aws/tags.ts';
import { isKind } from '../../engine/problems.ts';
import { boundaries } from './boundary.ts';
import { dashboards, logGroups, mappings, savedQueries, subscriptions } from './by-name.ts';
import { type Candidate, LISTINGS } from './listings.ts';
import { networkLeftovers } from './network.ts';

export interface Leftover {
  /** "S3 bucket" */
  readonly service: string;
  /** Name, or id where AWS gives none. */
  readonly name: string;
  /** What AWS tells of it that may say why it is still there: its state, who holds it. */
  readonly why?: string;
  /** Why it may be there: then it is no leftover, and is told all the same. */
  readonly stays?: string;
}

/**
 * @param stack "ada-dev-line-counter": what all names of the stack are, or begin with before a hyphen
 * @returns empty when nothing is there
 */
export async function findLeftovers(cloud: Owned, stack: string): Promise<Leftover[]> {
  const byName = [mappings, subscriptions, logGroups, dashboards, savedQueries, boundaries].map((list) =>
    list(cloud, stack),
  );
  const tagged = Object.entries(LISTINGS).map(([service, list]) => ours(cloud, stack, service, list(cloud, stack)));
  const lists = [networkLeftovers(cloud), ...tagged, ...byName];
  return (await Promise.all(lists)).flat();
}

/** Is it the stack's name, or one of its parts'? */
const begins = (name: string | undefined, stack: string): name is string =>
  name === stack || Boolean(name?.startsWith(`${stack}-`));

async function ours(
  cloud: Owned,
  stack: string,
  service: string,
  candidates: AsyncIterable<Candidate>,
): Promise<Leftover[]> {
  const left: Leftover[] = [];
  for await (const { name, tags } of candidates)
    if (begins(name, stack) && isOurs(cloud.tags, await unlessGone(tags, cloud.region))) left.push({ service, name });
  return left;
}

/** It may go between the listing and the question for its tags; and buckets of every region are listed. */
async function unlessGone(tags: Candidate['tags'], region: string) {
  try {
    return await tags();
  } catch (error) {
    if (isKind(error, ...GONE) || bucketRegion(error, region)) return undefined;
    throw error;
  }
}

const GONE = [
  'NoSuchTagSet',
  'NoSuchBucket',
  'QueueDoesNotExist',
  'AWS.SimpleQueueService.NonExistentQueue',
  'NotFoundException',
  'ResourceNotFound',
  'ResourceNotFoundException',
  'NoSuchEntityException',
  'NoSuchEntity',
  'ReplicationGroupNotFoundFault',
  'CacheSubnetGroupNotFoundFault',
  'CacheClusterNotFoundFault',
];
