// How a service lists its things, for any owner. Each folder of src/resources has its own in list.ts.

import { isKind } from '../engine/problems.ts';
import type { Right } from '../engine/rights.ts';
import type { Text, Wording } from '../engine/text.ts';
import type { Owned } from './clients.ts';
import { bucketRegion } from './other-region.ts';
import { isOurs, type LiveTags } from './tags.ts';

export interface Service {
  /** "CloudWatch Logs" */
  readonly name: string;
  /** Kinds of the steps whose things are in this service: "Log group". */
  readonly kinds: readonly string[];
  /** What is listed, in the words of the receipt: "log groups". */
  readonly looksAt: readonly Wording[];
  /** Asks whether this identity may use the service. It costs and changes nothing. @throws AWS's error */
  ask(cloud: Owned): Promise<unknown>;
  /** What there is not without the right to use it, when the systems work all the same. */
  readonly without?: Text;
  /** Everything of this owner, by its tags; by the whole name when a listing shows no tags. */
  list(cloud: Owned, nameOf: Names): AsyncIterable<Listed>;
  /** The rights that listing and `doctor` need, besides those of the steps. */
  rights(cloud: Owned, nameOf: Names): readonly Right[];
}

/** Names of the owner's steps of one kind, for things that have no tags. */
export type Names = (kind: string) => readonly string[];

export interface Listed {
  /** "S3 bucket" */
  readonly service: string;
  /** Name, or id when AWS gives no name. */
  readonly name: string;
  /** What AWS says that explains why it still exists: its state, who uses it. */
  readonly why?: Wording;
  /** Why it may stay. Then it is no leftover, but it is shown. */
  readonly stays?: Wording;
}

/** "ada-dev-shop": the names of an owner's things are this, or begin with this and a hyphen. */
export const ownerName = ({ tags: { project, stage, stack } }: Pick<Owned, 'tags'>): string =>
  `${project}-${stage}-${stack}`;

/**
 * Is it the owner's, by its name and its tags?
 * @param tags reads the tags; called only when the name fits
 */
export async function isOwned(cloud: Owned, name: string | undefined, tags: () => Promise<LiveTags>): Promise<boolean> {
  const owner = ownerName(cloud);
  if (name !== owner && !name?.startsWith(`${owner}-`)) return false;
  return isOurs(cloud.tags, await unlessGone(tags, cloud.region));
}

/** A thing may be deleted between the listing and the read of its tags. Buckets of every region are listed. */
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
  'RepositoryNotFoundException',
];

/** The last word of an ARN or a URL. */
export const last = (text = '', separator = ':'): string => text.split(separator).at(-1) ?? '';
