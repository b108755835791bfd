// Which operations count as reads, checked against every command of every SDK package of the project.
// Notice: if a write counted as a read, a test of "0 writes in the second run" would pass although the run writes.

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { writes } from './journal.ts';

/** DynamoDB's operations, as text, because the project does not use its package (DynamoDB API reference, "Actions"). */
const DYNAMODB =
  `BatchExecuteStatement BatchGetItem BatchWriteItem CreateBackup CreateGlobalTable CreateTable DeleteBackup
DeleteItem DeleteResourcePolicy DeleteTable DescribeBackup DescribeContinuousBackups DescribeContributorInsights
DescribeEndpoints DescribeExport DescribeGlobalTable DescribeGlobalTableSettings DescribeImport
DescribeKinesisStreamingDestination DescribeLimits DescribeTable DescribeTableReplicaAutoScaling DescribeTimeToLive
DisableKinesisStreamingDestination EnableKinesisStreamingDestination ExecuteStatement ExecuteTransaction
ExportTableToPointInTime GetItem GetResourcePolicy ImportTable ListBackups ListContributorInsights ListExports
ListGlobalTables ListImports ListTables ListTagsOfResource PutItem PutResourcePolicy Query RestoreTableFromBackup
RestoreTableToPointInTime Scan TagResource TransactGetItems TransactWriteItems UntagResource UpdateContinuousBackups
UpdateContributorInsights UpdateGlobalTable UpdateGlobalTableSettings UpdateItem
UpdateKinesisStreamingDestination UpdateTable UpdateTableReplicaAutoScaling UpdateTimeToLive`.split(/\s+/);

const { dependencies } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
const packages = Object.keys(dependencies).filter((name) => name.startsWith('@aws-sdk/client-'));

async function operations(): Promise<string[]> {
  const names = await Promise.all(packages.map(async (name) => Object.keys(await import(name))));
  const commands = names.flat().flatMap((name) => /^(\w+)Command$/.exec(name)?.[1] ?? []);
  return [...new Set([...commands, ...DYNAMODB])].sort();
}

test('the only reads are Get, List, Describe, Head and these', async () => {
  const all = await operations();
  expect(all.length).toBeGreaterThan(1000);
  const reads = all.filter((one) => !writes(one) && !/^(Get|List|Describe|Head)/.test(one));
  expect(reads).toEqual([
    'BatchCheckLayerAvailability',
    'BatchGetImage',
    'BatchGetItem',
    'BatchGetRepositoryScanningConfiguration',
    'CheckIfPhoneNumberIsOptedOut',
    'DecodeAuthorizationMessage',
    'FilterLogEvents',
    'Query',
    'ReceiveMessage',
    'Scan',
    'SearchCertificates',
    'SearchLocalGatewayRoutes',
    'SearchTransitGatewayMulticastGroups',
    'SearchTransitGatewayRoutes',
    'SearchVectors',
    'SelectObjectContent',
    'SimulateCustomPolicy',
    'SimulatePrincipalPolicy',
    'StartLiveTail',
    'StartQuery',
    'StopQuery',
    'TestMetricFilter',
    'TestTransformer',
    'TransactGetItems',
    'ValidateSecurityGroupQuotasForInterface',
  ]);
});

test('no name of a write counts as a read, and no name of a read counts as a write', async () => {
  const WRITE =
    /^(Add|Attach|Batch(Write|Execute|Modify|Apply|Stop)|Create|Delete|Detach|Disable|Enable|Execute|Invoke|Modify|Publish|Purge|Put|Remove|Replace|Restore|Send|Set|Tag|TransactWrite|Untag|Update|Upload)/;
  const all = await operations();
  expect(all.filter((one) => WRITE.test(one) && !writes(one))).toEqual([]);
  expect(all.filter((one) => /^(Get|List|Describe|Head)/.test(one) && writes(one))).toEqual([]);
  expect(['TestFailover', 'TestMigration', 'GenerateCredentialReport', 'AssumeRole'].filter(writes)).toHaveLength(4);
});
