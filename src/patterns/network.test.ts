// A network with the wanted endpoints and no others, and two public subnets: created, unchanged, removed.

import { DescribeRouteTablesCommand } from '@aws-sdk/client-ec2';
import { expect, test } from 'vitest';
import { provisionNetwork, provisionPublicSubnets } from '../../provision/blocks/network.ts';
import { teardownNetwork, teardownPublicSubnets } from '../../teardown/blocks/network.ts';
import { allow, policy } from '../aws/policy.ts';
import { SILENT } from '../engine/progress.ts';
import { type Run, startRun } from '../engine/run.ts';
import { wallClock } from '../engine/wait.ts';
import { findLeftovers } from '../operate/leftovers/find.ts';
import { PURPOSE as about } from '../testing/recorder.ts';
import { openTestCloud } from '../testing/test-cloud.ts';
import { networkParts } from './private-network.ts';
import { publicSubnets } from './public-subnets.ts';

const { cloud, writesDuring } = await openTestCloud();
const place = { name: 'ada-dev-lake', cidr: '10.78.0.0/16' };
const wish = {
  policy: policy({ ...allow('OwnTable', ['dynamodb:PutItem'], [cloud.arn('dynamodb', 'table/x')]), Principal: '*' }),
  about,
};
const network = networkParts(cloud, {
  ...place,
  why: about.why,
  gatewayEndpoints: { dynamodb: wish },
  interfaceEndpoints: {},
});
const open = publicSubnets(cloud, { ...place, why: about.why });

async function outcomes(story: (run: Run) => unknown) {
  const run = startRun({ clock: wallClock(), screen: SILENT, journal: cloud.journal });
  story(run.run);
  await run.finished();
  return [...new Set(run.results.map(({ outcome }) => outcome))];
}
const up = ({ up }: Run) => {
  const { vpc } = provisionNetwork({ up }, network);
  up(network.gatewayEndpoints.dynamodb, { vpc });
  provisionPublicSubnets({ up }, open, vpc);
};
const down = ({ down }: Run) => {
  const nobody = Promise.resolve();
  const closed = teardownPublicSubnets({ down }, open, nobody);
  const inside = { endpoints: [network.gatewayEndpoints.dynamodb], rules: [], groups: [] };
  teardownNetwork({ down }, network, inside, { silent: nobody, holders: [closed] });
};

test('the endpoints are the wanted ones, and no others', () => {
  expect(Object.keys(network.gatewayEndpoints)).toEqual(['dynamodb']);
  expect(network.gatewayEndpoints.dynamodb.title).toBe('VPC endpoint ada-dev-lake-dynamodb');
  expect(network.interfaceEndpoints).toEqual({});
});

test('private and public subnets: created, then unchanged with 0 writes, then removed, then absent', async () => {
  expect(await outcomes(up)).toEqual(['created']);
  expect(await writesDuring(async () => expect(await outcomes(up)).toEqual(['unchanged']))).toBe(0);

  const left = async () => (await findLeftovers(cloud, { network, open })).map(({ service }) => service).sort();
  const four = Array(4).fill('Subnet');
  expect(await left()).toEqual(['Internet gateway', 'Route table', ...four, 'VPC', 'VPC endpoint']);
  const { RouteTables = [] } = await cloud.ec2.send(new DescribeRouteTablesCommand({}));
  const toTheInternet = RouteTables.filter(({ Routes = [] }) =>
    Routes.some(({ GatewayId }) => GatewayId?.startsWith('igw-')),
  );
  expect(toTheInternet).toHaveLength(1);
  expect(toTheInternet[0]?.Associations?.filter(({ Main }) => Main)).toEqual([]);

  expect(await outcomes(down)).toEqual(['removed']);
  expect(await outcomes(down)).toEqual(['absent']);
  expect(await left()).toEqual([]);
});
