// The roles of the lake, run for real on a cloud that enforces them. The function: with all of it an upload becomes rows; each
// right that is taken away breaks something that has a name, and the event waits in the failure queue. The two roles of
// Grafana: each may do what it is for, and nothing that the other one is for.

import { CloudWatchClient, ListMetricsCommand, PutMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { CloudWatchLogsClient, CreateLogStreamCommand } from '@aws-sdk/client-cloudwatch-logs';
import { SimulatePrincipalPolicyCommand } from '@aws-sdk/client-iam';
import { GetParametersCommand, SSMClient } from '@aws-sdk/client-ssm';
import { AssumeRoleCommand } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type EnforcedFunction, openEnforcedFunction } from '../../permissions/testing/enforced-function.ts';
import { waitForFiles } from './files.ts';
import { type Names, namesOf } from './names.ts';

const START = 120_000; // milliseconds
const PATIENCE = 60; // seconds

let place: EnforcedFunction<Names & { functionName: string }>;
beforeAll(async () => {
  place = await openEnforcedFunction('csv-lake', (cloud, settings) => {
    const names = namesOf(cloud, settings);
    return { ...names, functionName: names.converter };
  });
}, START);
afterAll(() => place?.close());

const filesOf = (key: string, patience: number) =>
  waitForFiles(place.cloud, place.names, [key], { patience, signal: new AbortController().signal });

test('with all of it an upload becomes rows', async () => {
  await place.put('in/vendas/whole.csv');
  const { files } = await filesOf('in/vendas/whole.csv', PATIENCE);
  expect(files).toMatchObject([{ status: 'success', dataset: 'vendas' }]);
});

test.each(['s3:GetObjectVersion', 's3:PutObject', 'dynamodb:BatchWriteItem', 'dynamodb:UpdateItem'])(
  'without %s the event waits in the failure queue',
  async (action) => {
    const key = `in/vendas/${action.replace(':', '-')}.csv`;
    await place.expectEventWaits(key, action);
    expect((await filesOf(key, 1)).missing).toEqual([key]);
    await place.purge();
  },
);

/** Works with the keys of one of Grafana's roles, as ECS does. */
async function asRole(name: string) {
  const { cloud } = place;
  const RoleArn = `arn:aws:iam::${cloud.account}:role/${name}`;
  const { Credentials } = await cloud.sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'task' }));
  const credentials = {
    accessKeyId: String(Credentials?.AccessKeyId),
    secretAccessKey: String(Credentials?.SecretAccessKey),
    sessionToken: String(Credentials?.SessionToken),
  };
  const config = { endpoint: String(cloud.endpoint), region: cloud.region, credentials };
  const ssm = new SSMClient(config);
  const cloudwatch = new CloudWatchClient(config);
  const logs = new CloudWatchLogsClient(config);
  const logStreamName = `of-${name}`;
  return {
    secret: (parameter: string) => ssm.send(new GetParametersCommand({ Names: [parameter], WithDecryption: true })),
    metrics: () => cloudwatch.send(new ListMetricsCommand({})),
    measure: () =>
      cloudwatch.send(new PutMetricDataCommand({ Namespace: 'mine', MetricData: [{ MetricName: 'a', Value: 1 }] })),
    write: (logGroupName: string) => logs.send(new CreateLogStreamCommand({ logGroupName, logStreamName })),
  };
}
const SECRETS = ['admin-password', 'secret-key', 'database-password', 'reader-password'];
const refused = { name: expect.stringMatching(/AccessDenied/) };

test('ECS starts Grafana with its four secrets and its log, and no others', async () => {
  const { names, cloud } = place;
  const start = await asRole(names.grafanaStart);
  // The emulator asks about these calls without the names in them. Its simulator asks as IAM does.
  const decided = (action: string, ...on: string[]) =>
    Promise.all(
      on.map(async (one) => {
        const { EvaluationResults } = await cloud.iam.send(
          new SimulatePrincipalPolicyCommand({
            PolicySourceArn: `arn:aws:iam::${cloud.account}:role/${names.grafanaStart}`,
            ...{ ActionNames: [action], ResourceArns: [one] },
          }),
        );
        return EvaluationResults?.[0]?.EvalDecision;
      }),
    );
  const secrets = SECRETS.map((last) => `parameter${names.grafanaSecrets}/${last}`);
  const asked = [...secrets, 'parameter/theirs', `parameter${names.grafanaSecrets}`];
  expect(await decided('ssm:GetParameters', ...asked.map((one) => cloud.arn('ssm', one)))).toEqual([
    ...SECRETS.map(() => 'allowed'),
    ...['implicitDeny', 'implicitDeny'],
  ]);
  const streams = [names.grafanaLog, `/aws/lambda/${names.converter}`].map((group) =>
    cloud.arn('logs', `log-group:${group}:log-stream:one`),
  );
  expect(await decided('logs:PutLogEvents', ...streams)).toEqual(['allowed', 'implicitDeny']);
  await expect(start.write(`/aws/lambda/${names.converter}`)).rejects.toMatchObject(refused);
  await expect(start.metrics()).rejects.toMatchObject(refused);
});

test('Grafana itself reads numbers, and may neither write one nor read a secret', async () => {
  const { names } = place;
  const task = await asRole(names.grafanaTask);
  await task.metrics();
  await expect(task.measure()).rejects.toMatchObject(refused);
  await expect(task.secret(`${names.grafanaSecrets}/admin-password`)).rejects.toMatchObject(refused);
  await expect(task.write(names.grafanaLog)).rejects.toMatchObject(refused);
});
