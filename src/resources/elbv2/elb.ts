// What load balancers, target groups and listeners have in common: names of errors, attributes, tags.

import { DescribeTagsCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Owned } from '../../aws/clients.ts';
import type { LiveTags } from '../../aws/tags.ts';

/** Of all three kinds: a look at one of them may come when its load balancer has just gone. */
export const ELB_ABSENT = ['LoadBalancerNotFound', 'TargetGroupNotFound', 'ListenerNotFound'].flatMap((code) => [
  code,
  `${code}Exception`,
]);

/** "idle_timeout.timeout_seconds" -> "60" */
export type ElbAttributes = Readonly<Record<string, string>>;

type Pairs = readonly { Key?: string | undefined; Value?: string | undefined }[];

export const readAttributes = (pairs: Pairs = []): ElbAttributes =>
  Object.fromEntries(pairs.map(({ Key, Value }) => [String(Key), String(Value)]));

export const writeAttributes = (attributes: ElbAttributes): { Key: string; Value: string }[] =>
  Object.entries(attributes).map(([Key, Value]) => ({ Key, Value }));

export async function tagsOf({ elbv2 }: Pick<Owned, 'elbv2'>, arn: string): Promise<LiveTags> {
  const { TagDescriptions } = await elbv2.send(new DescribeTagsCommand({ ResourceArns: [arn] }));
  return TagDescriptions?.[0]?.Tags;
}
