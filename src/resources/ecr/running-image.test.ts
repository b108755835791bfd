// A pushed image runs as a function: what runs is what was pushed, with the settings and the role of the function.

import { FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { InvokeCommand } from '@aws-sdk/client-lambda';
import { CreateBucketCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { layerOf } from '../../aws/code/layer.ts';
import { allow, policy } from '../../aws/policy.ts';
import { until } from '../../engine/wait.ts';
import { PURPOSE as about } from '../../testing/recorder.ts';
import { openTestCloud } from '../../testing/test-cloud.ts';
import { iamRole } from '../iam/role.ts';
import { functionEnvironment } from '../lambda/environment.ts';
import { lambdaFunction } from '../lambda/function.ts';
import type { LambdaFunction } from '../lambda/function-state.ts';
import { logGroup } from '../logs/log-group.ts';
import { functionImage } from './function-image.ts';
import { containerImage, type ImageSettings } from './image.ts';
import { ecrRepository } from './repository.ts';

const testCloud = await openTestCloud();
const { cloud, name, make, ctx } = testCloud;
const content = functionImage(cloud, {
  ...{ entry: 'src/resources/ecr/testing/handler.ts', node: '24', architecture: 'arm64' },
});
const repository = ecrRepository(cloud, { name, about, functionName: name });
const imageOf = (what: ImageSettings['content']) => containerImage(cloud, { repository: name, about, content: what });
const settings = { name, description: 'Tests', about, inVpc: false, timeoutSeconds: 5, memoryMegabytes: 512 } as const;
const fn = lambdaFunction(cloud, { ...settings, packaged: 'image' });
const environment = functionEnvironment<{ function: LambdaFunction }>(cloud, {
  ...{ name, about },
  variables: () => ({ GREETING: 'olá' }),
});
const logs = await make(logGroup(cloud, { name: `/aws/lambda/${name}`, about, retentionDays: 7 }));
const role = await make(
  iamRole(cloud, {
    ...{ name, service: 'lambda.amazonaws.com', about },
    policy: () => policy(allow('ListBuckets', ['s3:ListAllMyBuckets'], ['*'])),
  }),
  { boundary: undefined },
);

const deploy = async (what = content) => {
  const image = await make(imageOf(what), { repository: await make(repository) });
  const live = await make(fn, { role, logs, image });
  await make(environment, { function: live });
  return image;
};

interface Said {
  readonly calls: number;
  readonly pid: number;
  readonly [field: string]: unknown;
}
async function invoke(event: object): Promise<{ error: string | undefined; said: Said }> {
  const { FunctionError: error, Payload } = await cloud.lambda.send(
    new InvokeCommand({ FunctionName: name, Payload: JSON.stringify(event) }),
  );
  return { error, said: JSON.parse(Buffer.from(Payload ?? []).toString()) };
}
const errorOf = async (event: object) => {
  const { error, said } = await invoke(event);
  expect(error).toBeDefined();
  return String(said.errorMessage);
};

beforeAll(() => deploy());
afterAll(() => fn.remove(ctx));

test('it gets its variables, its memory, its id, and credentials of its own role', async () => {
  await cloud.s3.send(new CreateBucketCommand({ Bucket: `${name}-${cloud.account}` }));
  const { said, error } = await invoke({ buckets: true });
  expect(error, JSON.stringify(said)).toBeUndefined();
  expect(said).toMatchObject({ greeting: 'olá', memory: '512', key: 'ASIA', isInside: true });
  expect(said.buckets).toContain(`${name}-${cloud.account}`);
  expect(said.id).toMatch(/^[0-9a-f-]{36}$/);
});

test('the next event finds the same process; events at the same time find processes of their own', async () => {
  const first = await invoke({});
  const second = await invoke({});
  expect([second.said.pid, second.said.calls]).toEqual([first.said.pid, first.said.calls + 1]);
  const three = await Promise.all([1, 2, 3].map(() => invoke({ sleep: 300 })));
  expect(new Set(three.map(({ said }) => said.pid)).size).toBe(3);
});

test('an error, an end in the middle and a time-out are errors of the function; the next event is worked on', async () => {
  const { said } = await invoke({});
  expect(await errorOf({ fail: 'not today' })).toMatch(/RangeError.*not today/);
  expect(await errorOf({ exit: 3 })).toMatch(/Runtime exited with status 3/);
  const after = await invoke({});
  expect([after.error, after.said.pid === said.pid]).toEqual([undefined, false]);
  expect(await errorOf({ sleep: 10_000 })).toMatch(/timed out after [45]\.\d+ seconds/);
  expect((await invoke({})).error).toBeUndefined();
});

test('its lines are in its log group', async () => {
  await invoke({ say: 'a line of the handler' });
  const events = await until(ctx, 'waiting for the line', 10, async () => {
    const { events = [] } = await cloud.logs.send(
      new FilterLogEventsCommand({ logGroupName: logs.name, filterPattern: '"a line of the handler"' }),
    );
    return events.length ? events : undefined;
  });
  expect(events.map(({ message }) => message)).toEqual(['a line of the handler']);
});

test('another image, deployed by its digest, is what runs next', async () => {
  const other = {
    handler: 'index.handler',
    files: { 'var/task/index.js': Buffer.from('exports.handler = async () => ({ calls: -1 });') },
  };
  await deploy({ tag: 'src-other', own: other, base: (context) => content.base(context) });
  expect((await invoke({})).said).toEqual({ calls: -1 });
  await deploy();
  expect((await invoke({})).said.calls).toBe(1);
});

test('an image that is not there, and one with a file outside of it, are errors with the reason', async () => {
  const image = await deploy();
  await make(fn, { role, logs, image: { uri: image.uri.replace(/sha256:.*/, `sha256:${'0'.repeat(64)}`) } });
  expect(await errorOf({})).toMatch(/ECR has no sha256:0{64} in ada-dev-test: HTTP 404/);

  const escaping = await layerOf({ '../../of-somebody.js': Buffer.from('1') });
  await deploy({
    ...{ tag: 'src-escape', own: content.own },
    base: async (context) => {
      const base = await content.base(context);
      const { digest, bytes } = escaping;
      const layer = { ...base.layers[0], digest, size: bytes.length, mediaType: base.family.layer };
      return { ...base, layers: [{ ...layer, open: async () => new Blob([new Uint8Array(bytes)]) }] };
    },
  });
  expect(await errorOf({})).toMatch(/has a file outside of it: \.\.\//);
});

test('the tag follows the code and the base; a Dockerfile stands for the same image', () => {
  expect(content.tag).toMatch(/^src-[0-9a-f]{12}$/);
  const onAws = functionImage(
    { endpoint: undefined },
    { entry: 'src/resources/ecr/testing/handler.ts', node: '24', architecture: 'arm64' },
  );
  expect(onAws.tag).not.toBe(content.tag);
  expect(Object.keys(content.own.files)).toEqual(['var/task/index.js']);
});
