// A gateway endpoint (to S3, free) and an interface endpoint (to SNS, billed) in four beats.
// The local cloud ignores the filter and lists all endpoints. One of another system must never count as ours.

import { CreateVpcEndpointCommand, DeleteVpcEndpointsCommand, DescribeVpcEndpointsCommand } from '@aws-sdk/client-ec2';
import { expect, test } from 'vitest';
import { allow, OPEN_TO_ALL, policy } from '../../aws/policy.ts';
import { fourBeats } from '../../testing/four-beats.ts';
import { makeNetwork } from '../../testing/prerequisites.ts';
import { PURPOSE } from '../../testing/recorder.ts';
import { openTestCloud } from '../../testing/test-cloud.ts';
import { endpointBreaks } from './breaks.ts';
import { gatewayEndpoint } from './gateway-endpoint.ts';
import { interfaceEndpoint } from './interface-endpoint.ts';

const testCloud = await openTestCloud();
const { cloud, name, make, ctx } = testCloud;
const { ec2 } = cloud;
const { vpc, subnets, group } = await makeNetwork(testCloud);
const settings = (service: 's3' | 'sns' | 'dynamodb', action: string) => ({
  name: `${name}-${service}`,
  service,
  policy: policy({ ...allow('This', [action], ['*']), Principal: '*' as const }),
  about: PURPOSE,
});
const gateway = gatewayEndpoint(cloud, settings('s3', 's3:GetObject'));
const privateLink = interfaceEndpoint(cloud, { ...settings('sns', 'sns:Publish'), zones: 2 });

// The local cloud gives neither the policy nor the groups, so there is nothing to compare.
const NOT_ANSWERED = ['somebody opens its policy', 'somebody takes its groups away'] as const;
fourBeats('The gateway endpoint', testCloud, () => ({ step: gateway, needs: { vpc } }), endpointBreaks, [
  'somebody takes a subnet away',
  ...NOT_ANSWERED,
]);
fourBeats(
  'The interface endpoint',
  testCloud,
  () => ({ step: privateLink, needs: { vpc, subnets, group } }),
  endpointBreaks,
  ['somebody takes the route tables away', ...NOT_ANSWERED],
);

test('a policy, groups or DNS other than ours is drift, if the cloud answers it at all', async () => {
  const needs = { vpc, subnets, group };
  const live = await make(privateLink, needs);
  const fields = (change: object) => privateLink.compare({ ...live, ...change }, needs).map(({ field }) => field);
  expect(fields({ PolicyDocument: OPEN_TO_ALL })).toEqual(['PolicyDocument']);
  expect(fields({ Groups: [vpc.defaultGroup] })).toEqual(['Groups']);
  expect(fields({ Groups: [group.id, vpc.defaultGroup] })).toEqual(['Groups']);
  expect(fields({ PrivateDnsEnabled: false })).toEqual(['PrivateDnsEnabled']);
  expect(fields({ PolicyDocument: undefined, Groups: undefined, PrivateDnsEnabled: undefined })).toEqual([]);
});

test('an endpoint in another VPC is named, not moved', async () => {
  await make(gateway, { vpc });
  const needs = { vpc: { ...vpc, id: 'vpc-0000000000000000a' } };
  await expect(gateway.ensure(needs, ctx)).rejects.toThrow(/belongs to .* cannot move/);
});

test('the endpoint of a neighbour is neither taken for ours nor removed', async () => {
  const { VpcEndpoint } = await ec2.send(
    new CreateVpcEndpointCommand({ VpcId: vpc.id, ServiceName: 'com.amazonaws.us-east-1.s3' }),
  );
  const ids = [String(VpcEndpoint?.VpcEndpointId)];
  const mine = await make(gateway, { vpc });
  expect(ids).not.toContain(mine.id);
  await gateway.remove(ctx);
  const { VpcEndpoints = [] } = await ec2.send(new DescribeVpcEndpointsCommand({}));
  expect(VpcEndpoints.map(({ VpcEndpointId }) => VpcEndpointId)).toContain(ids[0]);
  await ec2.send(new DeleteVpcEndpointsCommand({ VpcEndpointIds: ids }));
});

test('a gateway endpoint to DynamoDB stands beside one to S3, with the addresses of its own service', async () => {
  const table = gatewayEndpoint(cloud, settings('dynamodb', 'dynamodb:GetItem'));
  const [toFiles, toItems] = [await make(gateway, { vpc }), await make(table, { vpc })];
  expect(toItems.prefixList).toMatch(/^pl-/);
  expect(toItems.prefixList).not.toBe(toFiles.prefixList);
  expect(await table.ensure({ vpc }, ctx)).toMatchObject({ outcome: 'unchanged' });
  await table.remove(ctx);
  await gateway.remove(ctx);
});
