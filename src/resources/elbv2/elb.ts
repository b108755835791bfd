// What load balancers, target groups and listeners have in common: names of errors, attributes, tags, rights.
// Notice: all names are at most 32 letters, digits and hyphens.

import { DescribeTagsCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Owned } from '../../aws/clients.ts';
import { may } from '../../aws/rights.ts';
import type { LiveTags } from '../../aws/tags.ts';

/** The SDK's names of an error and ELB's code in the answer, which has no "Exception". */
export const elbError = (...codes: string[]): string[] => codes.flatMap((code) => [code, `${code}Exception`]);

/** Of all three kinds: a look at one of them may come when its load balancer has just gone. */
export const ELB_ABSENT = elbError('LoadBalancerNotFound', 'TargetGroupNotFound', 'ListenerNotFound');

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

/** An ARN has the name, and after it an id that ELB chooses. */
export function elbRights({ arn }: Owned, name: string) {
  const at = (what: string) => arn('elasticloadbalancing', what);
  return {
    /** ELB has no narrower resource for reading. */
    look: (actions: string) => may('elasticloadbalancing', actions, '*'),
    onLoadBalancer: (actions: string) => may('elasticloadbalancing', actions, at(`loadbalancer/app/${name}/*`)),
    onListener: (actions: string) => may('elasticloadbalancing', actions, at(`listener/app/${name}/*`)),
    onTargetGroup: (actions: string) => may('elasticloadbalancing', actions, at(`targetgroup/${name}/*`)),
  };
}
