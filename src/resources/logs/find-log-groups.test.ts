// Groups that are asked for at once share one listing in each folder.

import { CreateLogGroupCommand } from '@aws-sdk/client-cloudwatch-logs';
import { expect, test } from 'vitest';
import { openTestCloud } from '../../testing/test-cloud.ts';
import { findLogGroup, logGroupsNamed } from './find-log-groups.ts';

const { cloud, name } = await openTestCloud();
const [worker, reader, door] = [`/aws/lambda/${name}-worker`, `/aws/lambda/${name}-reader`, `/aws/vendedlogs/${name}`];
for (const logGroupName of [worker, door, `${worker}-of-somebody`])
  await cloud.logs.send(new CreateLogGroupCommand({ logGroupName }));

test('one listing a folder, by what the names have in common; names that only begin like ours are not seen', async () => {
  const before = cloud.journal.calls.length;
  const found = await Promise.all([worker, reader, door].map((one) => findLogGroup(cloud, one)));
  expect(found.map((group) => group?.logGroupName)).toEqual([worker, undefined, door]);
  expect(cloud.journal.calls.slice(before).map(({ operation }) => operation)).toEqual([
    'DescribeLogGroups',
    'DescribeLogGroups',
  ]);
  const there = await logGroupsNamed(cloud.logs, [reader, worker]);
  expect(there.map(({ logGroupName }) => logGroupName)).toEqual([worker]);
  expect(await logGroupsNamed(cloud.logs, [])).toEqual([]);
});
