// The network of the plain script: VPC, two subnets, three groups with rules, two endpoints, the cache.

import {
  AuthorizeSecurityGroupIngressCommand,
  CreateSecurityGroupCommand,
  CreateSubnetCommand,
  CreateVpcCommand,
  CreateVpcEndpointCommand,
  DeleteSecurityGroupCommand,
  DeleteSubnetCommand,
  DeleteVpcCommand,
  DeleteVpcEndpointsCommand,
  DescribeRouteTablesCommand,
  DescribeSecurityGroupsCommand,
  DescribeSubnetsCommand,
  DescribeVpcEndpointsCommand,
  DescribeVpcsCommand,
  ModifyVpcAttributeCommand,
} from '@aws-sdk/client-ec2';
import {
  CreateCacheSubnetGroupCommand,
  CreateReplicationGroupCommand,
  DeleteCacheSubnetGroupCommand,
  DeleteReplicationGroupCommand,
  DescribeCacheSubnetGroupsCommand,
  DescribeReplicationGroupsCommand,
} from '@aws-sdk/client-elasticache';
import { ec2, elasticache, maybe, NAME, Tags } from './clients.ts';

const called = (name: string) => [{ Name: 'tag:Name', Values: [name] }];
const tagged = <Type extends string>(ResourceType: Type, name: string) => ({
  TagSpecifications: [{ ResourceType, Tags: [...Tags, { Key: 'Name', Value: name }] }],
});
const GROUPS = ['worker', 'cache', 'endpoint'];
const SUBNETS = [`${NAME}-a`, `${NAME}-b`];
const SERVICES = ['s3', 'sns'];

const findVpc = async () => (await ec2.send(new DescribeVpcsCommand({ Filters: called(NAME) }))).Vpcs?.[0]?.VpcId;
const findSubnet = async (name: string) =>
  (await ec2.send(new DescribeSubnetsCommand({ Filters: called(name) }))).Subnets?.[0]?.SubnetId;
const findGroup = async (name: string) =>
  (await ec2.send(new DescribeSecurityGroupsCommand({ Filters: called(name) }))).SecurityGroups?.[0]?.GroupId;
const findEndpoint = async (name: string) =>
  (await ec2.send(new DescribeVpcEndpointsCommand({ Filters: called(name) }))).VpcEndpoints?.[0]?.VpcEndpointId;
const findCache = async () => {
  const found = await maybe(elasticache.send(new DescribeReplicationGroupsCommand({ ReplicationGroupId: NAME })));
  return found?.ReplicationGroups?.[0]?.NodeGroups?.[0]?.PrimaryEndpoint?.Address;
};

export async function networkUp() {
  const VpcId =
    (await findVpc()) ??
    (await ec2.send(new CreateVpcCommand({ CidrBlock: '10.40.0.0/24', ...tagged('vpc', NAME) }))).Vpc?.VpcId;
  await ec2.send(new ModifyVpcAttributeCommand({ VpcId, EnableDnsHostnames: { Value: true } }));
  const SubnetIds: string[] = [];
  for (const [at, name] of SUBNETS.entries()) {
    const made = { VpcId, CidrBlock: `10.40.0.${at * 64}/26`, AvailabilityZone: `us-east-1${'ab'[at]}` };
    const id =
      (await findSubnet(name)) ??
      (await ec2.send(new CreateSubnetCommand({ ...made, ...tagged('subnet', name) }))).Subnet?.SubnetId;
    SubnetIds.push(String(id));
  }
  const groups: string[] = [];
  for (const group of GROUPS) {
    const GroupName = `${NAME}-${group}`;
    const made = { GroupName, Description: group, VpcId, ...tagged('security-group', GroupName) };
    const id = (await findGroup(GroupName)) ?? (await ec2.send(new CreateSecurityGroupCommand(made))).GroupId;
    groups.push(String(id));
  }
  const [worker, cache, endpoint] = groups;
  for (const [GroupId, port] of [[cache, 6379] as const, [endpoint, 443] as const]) {
    const IpPermissions = [
      { IpProtocol: 'tcp', FromPort: port, ToPort: port, UserIdGroupPairs: [{ GroupId: worker }] },
    ];
    await ec2.send(new AuthorizeSecurityGroupIngressCommand({ GroupId, IpPermissions })).catch((error: Error) => {
      if (!/Duplicate/.test(error.name)) throw error;
    });
  }
  const { RouteTables } = await ec2.send(
    new DescribeRouteTablesCommand({ Filters: [{ Name: 'vpc-id', Values: [String(VpcId)] }] }),
  );
  for (const service of SERVICES) {
    const kind =
      service === 's3'
        ? { VpcEndpointType: 'Gateway' as const, RouteTableIds: [String(RouteTables?.[0]?.RouteTableId)] }
        : { VpcEndpointType: 'Interface' as const, SubnetIds, SecurityGroupIds: [String(endpoint)] };
    const made = { VpcId, ServiceName: `com.amazonaws.us-east-1.${service}`, ...kind };
    const name = `${NAME}-${service}`;
    if (!(await findEndpoint(name)))
      await ec2.send(new CreateVpcEndpointCommand({ ...made, ...tagged('vpc-endpoint', name) }));
  }
  const group = { CacheSubnetGroupName: NAME };
  if (!(await maybe(elasticache.send(new DescribeCacheSubnetGroupsCommand(group)))))
    await elasticache.send(
      new CreateCacheSubnetGroupCommand({ ...group, CacheSubnetGroupDescription: NAME, SubnetIds, Tags }),
    );
  if (!(await findCache()))
    await elasticache.send(
      new CreateReplicationGroupCommand({
        ReplicationGroupId: NAME,
        ReplicationGroupDescription: NAME,
        Engine: 'valkey',
        CacheNodeType: 'cache.t4g.micro',
        NumCacheClusters: 1,
        TransitEncryptionEnabled: true,
        ...group,
        SecurityGroupIds: [String(cache)],
        Tags,
      }),
    );
  let address = await findCache();
  while (!address) address = await findCache();
  return { SubnetIds, worker: String(worker), address };
}

export async function networkDown() {
  await maybe(elasticache.send(new DeleteReplicationGroupCommand({ ReplicationGroupId: NAME })));
  await maybe(elasticache.send(new DeleteCacheSubnetGroupCommand({ CacheSubnetGroupName: NAME })));
  for (const service of SERVICES) {
    const id = await findEndpoint(`${NAME}-${service}`);
    if (id) await ec2.send(new DeleteVpcEndpointsCommand({ VpcEndpointIds: [id] }));
  }
  for (const group of GROUPS.toReversed()) {
    const GroupId = await findGroup(`${NAME}-${group}`);
    if (GroupId) await ec2.send(new DeleteSecurityGroupCommand({ GroupId }));
  }
  for (const name of SUBNETS) {
    const SubnetId = await findSubnet(name);
    if (SubnetId) await ec2.send(new DeleteSubnetCommand({ SubnetId }));
  }
  const VpcId = await findVpc();
  if (VpcId) await ec2.send(new DeleteVpcCommand({ VpcId }));
}
