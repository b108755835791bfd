// The role of the page's function, on a cloud that enforces it: the page works, and each right that is removed breaks
// something with a name. Giving dead letters back is not tried here, because the local cloud checks the list of moves for no
// queue; simulated-roles.test.ts has it. The function is called as API Gateway calls it, because the local cloud serves no API in the account of
// this test.

import { randomUUID } from 'node:crypto';
import { InvokeCommand } from '@aws-sdk/client-lambda';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { until, unwatched } from '../../../engine/wait.ts';
import { issue } from '../../../operate/invite/issue.ts';
import type { Fate, Files, Flow, Multipart, Ticket } from '../../../page/contract.ts';
import { lacking } from '../../../permissions/testing/enforcing-cloud.ts';
import { replaceVariables } from '../../../resources/lambda/environment.ts';
import { type EnforcedCounter, openEnforcedCounter } from '../testing/enforced.ts';

let place: EnforcedCounter;
let cookie: string;
const ctx = unwatched();
const EMPTY = '47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='; // SHA-256 of nothing
const LARGE = 9 * 1024 ** 2;

beforeAll(async () => {
  place = await openEnforcedCounter();
  const { cloud, names, part, endpoint } = place;
  const key = await part.page.key.describe(ctx);
  const whom = { name: 'Eva', role: 'operator', page: names.stack, days: 1 };
  const { invitation } = await issue(String(key?.value), whom);
  cookie = `__Host-${names.stack}=${invitation}`;
  // Buckets and queues let nobody in without TLS.
  const overTls = { AWS_ENDPOINT_URL_S3: endpoint, AWS_ENDPOINT_URL_SQS: endpoint };
  await replaceVariables(cloud, names.page, overTls, ctx);
}, 120_000);
afterAll(() => place?.close());

/** Status and body of an answer of the page. */
async function ask<Body>(call: string, body?: object): Promise<{ status: number; body: Body }> {
  const [method, url = ''] = call.split(' ');
  const { pathname, searchParams } = new URL(url, 'http://page/');
  const event = {
    rawPath: pathname,
    headers: { cookie },
    queryStringParameters: Object.fromEntries(searchParams),
    requestContext: { http: { method, sourceIp: '127.0.0.1' } },
    ...(body && { body: JSON.stringify(body) }),
  };
  const FunctionName = place.names.page;
  const { Payload } = await place.cloud.lambda.send(
    new InvokeCommand({ FunctionName, Payload: JSON.stringify(event) }),
  );
  const answer = JSON.parse(Payload?.transformToString() ?? '');
  return { status: answer.statusCode, body: answer.body ? JSON.parse(answer.body) : undefined };
}
const ticket = async () =>
  (await ask<Ticket>('POST api/uploads', { name: `${randomUUID()}.txt`, bytes: 0, type: '', sha256: EMPTY })).body;
const put = async () => {
  const { key, url, headers } = await ticket();
  return { key, status: (await fetch(url, { method: 'PUT', headers })).status };
};
const begin = async () => ask<Multipart>('POST api/uploads', { name: 'large.txt', bytes: LARGE, type: '' });

describe('the page’s role, enforced', () => {
  test('with all of it the page takes files, and shows records, messages, alarms and the way of a file', async () => {
    const { key, status } = await put();
    expect(status).toBe(200);
    await until(ctx, 'the record', 60, async () => {
      const { body } = await ask<{ fates: Fate[] }>('POST api/files/fate', { keys: [key] });
      return body.fates[0]?.state === 'counted' || undefined;
    });
    const { upload } = (await begin()).body;
    expect((await ask('POST api/uploads/state', { upload })).status).toBe(200);
    expect((await ask('POST api/uploads/abort', { upload })).status).toBe(204);
    expect((await ask('GET api/status')).status).toBe(200);
    expect((await ask<Flow>('GET api/flow')).body.problems).toEqual([]);
    expect((await ask(`GET api/flow/trace?key=${encodeURIComponent(key)}`)).status).toBe(200);
  }, 90_000);

  test('a link that it signs lets nobody write outside of web/', async () => {
    const { url, headers } = await ticket();
    expect((await fetch(url.replace('/web/', '/in/'), { method: 'PUT', headers })).status).toBe(403);
  });

  test('without s3:PutObject no link lets anybody send, and no large upload begins', async () => {
    await lacking(place.cloud, place.names.page, 's3:PutObject', async () => {
      expect((await put()).status).toBe(403);
      expect((await begin()).status).toBe(500);
    });
  });

  test('without lambda:InvokeFunction there are no records', async () => {
    await lacking(place.cloud, place.names.page, 'lambda:InvokeFunction', async () => {
      await ctx.pause(1.1); // answers of before are used again for a second
      expect((await ask<Files>('GET api/files')).status).toBe(500);
    });
  });

  test.each<[string, () => Promise<{ status: number }>]>([
    ['s3:ListMultipartUploadParts', async () => ask('POST api/uploads/state', { upload: (await begin()).body.upload })],
    ['s3:AbortMultipartUpload', async () => ask('POST api/uploads/abort', { upload: (await begin()).body.upload })],
    ['s3:GetObject', async () => ask(`GET api/flow/trace?key=${encodeURIComponent((await put()).key)}`)],
    ['logs:FilterLogEvents', async () => ask(`GET api/flow/trace?key=${encodeURIComponent((await put()).key)}`)],
  ])('without %s its call fails', async (action, call) => {
    await lacking(place.cloud, place.names.page, action, async () => expect((await call()).status).toBe(500));
  });

  test.each(['sqs:GetQueueUrl', 'sqs:GetQueueAttributes', 'cloudwatch:DescribeAlarms', 's3:ListBucket'])(
    'without %s the drawing says what it could not ask',
    async (action) => {
      await lacking(place.cloud, place.names.page, action, async () => {
        await ctx.pause(2.1); // the numbers of before are used again for two seconds
        const { problems } = (await ask<Flow>('GET api/flow')).body;
        expect(problems.join('\n')).toMatch(new RegExp(`not authorized to perform: ${action}|AccessDenied`, 'i'));
      });
    },
  );
});
