// How a service lists its things, for any owner. Each folder of src/resources has its own in list.ts.

import { isKind } from '../engine/problems.ts';
import type { Right } from '../engine/rights.ts';
import type { Owned } from './clients.ts';
import { bucketRegion } from './other-region.ts';
import { isOurs, type LiveTags } from './tags.ts';

export interface Service {
  /** "CloudWatch Logs" */
  readonly name: string;
  /** Kinds of steps whose things live in this service: "Log group". */
  readonly kinds: readonly string[];
  /** What is listed, in the words of the receipt: "log groups". */
  readonly looksAt: readonly string[];
  /** Asks whether this identity may use the service at all. Costs and changes nothing. @throws what AWS answers */
  ask(cloud: Owned): Promise<unknown>;
  /** Everything of this owner that is there: by its tags; by its whole name where a listing shows no tags. */
  list(cloud: Owned, nameOf: Names): AsyncIterable<Listed>;
  /** What listing and `doctor` ask for, beside the lives of the things. */
  rights(cloud: Owned, nameOf: Names): readonly Right[];
}

/** Names of the owner's steps of one kind: for what carries no tags. */
export type Names = (kind: string) => readonly string[];

export interface Listed {
  /** "S3 bucket" */
  readonly service: string;
  /** Name, or id where AWS gives none. */
  readonly name: string;
  /** What AWS tells of it that may say why it is still there: its state, who holds it. */
  readonly why?: string;
  /** Why it may be there: then it is no leftover, and is told all the same. */
  readonly stays?: string;
}

/** "ada-dev-shop": what all names of an owner are, or begin with before a hyphen. */
export const ownerName = ({ tags: { project, stage, stack } }: Pick<Owned, 'tags'>): string =>
  `${project}-${stage}-${stack}`;

/**
 * Is it the owner's, by its name and its tags?
 * @param tags asks for them; called only when the name fits
 */
export async function isOwned(cloud: Owned, name: string | undefined, tags: () => Promise<LiveTags>): Promise<boolean> {
  const owner = ownerName(cloud);
  if (name !== owner && !name?.startsWith(`${owner}-`)) return false;
  return isOurs(cloud.tags, await unlessGone(tags, cloud.region));
}

/** It may go between the listing and the question for its tags; and buckets of every region are listed. */
async function unlessGone(tags: () => Promise<LiveTags>, region: string): Promise<LiveTags> {
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

/** The last word of an ARN or a URL. */
export const last = (text = '', separator = ':'): string => text.split(separator).at(-1) ?? '';
