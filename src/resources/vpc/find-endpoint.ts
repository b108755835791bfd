// A VPC endpoint as EC2 describes it, found by its tags. EC2 still lists one that was deleted for a while, `deleting`
// and then `deleted`, beside the new one.

import { DescribeVpcEndpointsCommand, type VpcEndpoint as Description } from '@aws-sdk/client-ec2';
import type { Owned } from '../../aws/clients.ts';
import { isOurs, tagFilters } from '../../aws/tags.ts';
import { perCloud, together } from '../../aws/together.ts';

export interface VpcEndpoint {
  readonly id: string;
  readonly state: string;
  readonly problem: string | undefined;
  readonly VpcId: string;
  readonly RouteTableIds: readonly string[];
  readonly SubnetIds: readonly string[];
  /** undefined where an emulator does not give it: then it is not compared. AWS always gives these. */
  readonly Groups: readonly string[] | undefined;
  readonly PrivateDnsEnabled: boolean | undefined;
  readonly PolicyDocument: string | undefined;
  readonly madeAt: Date | undefined;
  /** Ids of further endpoints of the same name and tags, without those that are being deleted. */
  readonly twins: readonly string[];
}

const endpoints = perCloud(({ ec2, tags }: Owned) =>
  together((names) => ec2.send(new DescribeVpcEndpointsCommand({ Filters: tagFilters(tags, ...names) }))),
);

/** Each row is checked, because an emulator may ignore the filters. */
export async function findEndpoint(cloud: Owned, name: string): Promise<VpcEndpoint | undefined> {
  const { tags } = cloud;
  const { VpcEndpoints = [] } = await endpoints(cloud)(name);
  const mine = VpcEndpoints.filter(
    ({ Tags, State }) => isOurs({ ...tags, Name: name } as typeof tags, Tags) && state(State) !== 'deleted',
  );
  const leaving = (one: VpcEndpoint) => one.state === 'deleting';
  const [first, ...others] = mine.map(toEndpoint).sort((a, b) => Number(leaving(a)) - Number(leaving(b)));
  return first && { ...first, twins: others.filter((one) => !leaving(one)).map(({ id }) => id) };
}

/** Over time EC2 has given states in upper and in lower case. */
const state = (State?: string) => State?.toLowerCase() ?? '';

const toEndpoint = (live: Description): VpcEndpoint => ({
  id: String(live.VpcEndpointId),
  state: state(live.State),
  problem: live.LastError?.Message,
  VpcId: String(live.VpcId),
  RouteTableIds: live.RouteTableIds ?? [],
  SubnetIds: live.SubnetIds ?? [],
  Groups: live.Groups?.map(({ GroupId }) => String(GroupId)),
  PrivateDnsEnabled: live.PrivateDnsEnabled,
  PolicyDocument: live.PolicyDocument,
  madeAt: live.CreationTimestamp,
  twins: [],
});
