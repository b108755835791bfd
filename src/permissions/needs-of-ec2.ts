// What EC2 calls need: the thing itself, and each thing that it is put into or tied to.
// Notice: ids are AWS's, so only tags tell whose a thing is: those of the request while it is made, its own afterwards.
// Looking is asked about for everything at once: AWS knows no resource for Describe calls, save DescribeVpcAttribute.

import { type Fields, list, text } from './call.ts';
import { type Need, type Needing, need, tagged, tagMap, type World } from './need.ts';

/** How a call names things of each kind. */
const NAMED: Readonly<Record<string, readonly string[]>> = {
  vpc: ['VpcId'],
  subnet: ['SubnetId', 'SubnetIds', 'AddSubnetIds', 'RemoveSubnetIds'],
  'security-group': ['GroupId', 'SecurityGroupIds', 'AddSecurityGroupIds', 'RemoveSecurityGroupIds'],
  'route-table': ['RouteTableIds', 'AddRouteTableIds', 'RemoveRouteTableIds'],
  'vpc-endpoint': ['VpcEndpointId', 'VpcEndpointIds'],
  'network-interface': ['NetworkInterfaceId'],
};

/** Everything that the call names. */
const named = (action: string, input: Fields, world: World): Need[] =>
  Object.entries(NAMED).flatMap(([kind, fields]) =>
    fields
      .flatMap((field) => (Array.isArray(input[field]) ? list(input, field) : [text(input, field)]))
      .filter(Boolean)
      .map((id) => need(action, world.arn('ec2', `${kind}/${id}`), tagged('ResourceTag', world.tagsOf(id)))),
  );

const onNamed =
  (operation: string): Needing =>
  (input, world) =>
    named(`ec2:${operation}`, input, world);

/** Making a thing of a kind, tagged in the same call, inside what the call names. */
const making =
  (operation: string, kind: string): Needing =>
  (input, world, output) => {
    const tags = list<{ Tags: { Key: string; Value: string }[] }>(input, 'TagSpecifications').flatMap(
      (one) => one.Tags,
    );
    const context = tagged('RequestTag', tagMap(tags));
    const made = world.arn('ec2', `${kind}/${madeId(output)}`);
    return [
      need(`ec2:${operation}`, made, context),
      ...named(`ec2:${operation}`, input, world),
      ...(tags.length ? [need('ec2:CreateTags', made, { ...context, 'ec2:CreateAction': operation })] : []),
    ];
  };

/** The id in the answer to a create call. */
export function madeId(output: Fields): string {
  const [made = {}] = ['Vpc', 'Subnet', 'VpcEndpoint'].flatMap((kind) => output[kind] ?? []) as Fields[];
  return (
    text(output, 'GroupId') || text(made, 'VpcEndpointId') || text(made, 'SubnetId') || text(made, 'VpcId') || 'new'
  );
}

export const EC2_NEEDS: Readonly<Record<string, Needing>> = {
  ...Object.fromEntries(
    [
      'DescribeAvailabilityZones',
      'DescribeNetworkInterfaces',
      'DescribePrefixLists',
      'DescribeRouteTables',
      'DescribeSecurityGroupRules',
      'DescribeSecurityGroups',
      'DescribeSubnets',
      'DescribeVpcEndpointServices',
      'DescribeVpcEndpoints',
      'DescribeVpcs',
    ].map((operation) => [operation, () => [need(`ec2:${operation}`)]]),
  ),
  CreateVpc: making('CreateVpc', 'vpc'),
  CreateSubnet: making('CreateSubnet', 'subnet'),
  CreateSecurityGroup: making('CreateSecurityGroup', 'security-group'),
  // With a private DNS name the VPC joins a hosted zone (Service Authorization Reference, CreateVpcEndpoint).
  CreateVpcEndpoint: (input, ...rest) => [
    ...making('CreateVpcEndpoint', 'vpc-endpoint')(input, ...rest),
    ...(input.PrivateDnsEnabled ? [need('route53:AssociateVPCWithHostedZone', ZONE)] : []),
  ],
  ...Object.fromEntries(
    [
      'AuthorizeSecurityGroupEgress',
      'AuthorizeSecurityGroupIngress',
      'DeleteNetworkInterface',
      'DeleteSecurityGroup',
      'DeleteSubnet',
      'DeleteVpc',
      'DeleteVpcEndpoints',
      'DescribeVpcAttribute',
      'ModifySubnetAttribute',
      'ModifyVpcAttribute',
      'ModifyVpcEndpoint',
      'RevokeSecurityGroupEgress',
      'RevokeSecurityGroupIngress',
    ].map((operation) => [operation, onNamed(operation)]),
  ),
};

/** One that AWS keeps for the endpoint; its id is not told. */
const ZONE = 'arn:aws:route53:::hostedzone/of-the-endpoint';
