// The one request to S3 as it arrives: its path compared with the SDK's, and its signature computed again by the test.

import { createHash, createHmac } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { GetObjectCommand } from '@aws-sdk/client-s3';
import { describe, expect, test } from 'vitest';
import { account, randomAccount, s3For, storeFor, stubServer, uploadOf } from '../../testing/cache.ts';
import { signer } from './s3-request.ts';

const id = randomAccount();
const never = new AbortController().signal;
const keys = [
  'simples.txt',
  'pasta/relatório março 2025.csv',
  'a+b%20c%.txt',
  "it's (a) *star*!",
  '/leading//double/',
  '..',
  '?query=1&b#hash',
  '🙂 日本.txt',
  'a\\b"<>^`{|}~-_.:;=@$,[]',
  'x'.repeat(1_024),
];

/** Signature version 4 of the request as it arrived, by the S3 API reference ("Authenticating Requests"). */
function signatureOf({ method, url = '', headers }: IncomingMessage): string {
  const [, day = '', region, names = ''] =
    headers.authorization?.match(/Credential=\d+\/(\d+)\/([^/]+)\/s3\/aws4_request, SignedHeaders=([^,]+)/) ?? [];
  const [path, query = ''] = url.split('?');
  const lines = names.split(';').map((name) => `${name}:${headers[name]}\n`);
  const canonical = [method, path, query, lines.join(''), names, headers['x-amz-content-sha256']].join('\n');
  const hash = createHash('sha256').update(canonical).digest('hex');
  const hmac = (key: string | Buffer, data: string) => createHmac('sha256', key).update(data).digest();
  const key = [region ?? '', 's3', 'aws4_request'].reduce<Buffer>(hmac, hmac('AWS4test', day));
  const text = ['AWS4-HMAC-SHA256', headers['x-amz-date'], `${day}/${region}/s3/aws4_request`, hash].join('\n');
  return hmac(key, text).toString('hex');
}

describe('the request', () => {
  test('has the path of the SDK for every key, a right signature, and asks for one version', async () => {
    const seen: IncomingMessage[] = [];
    const { endpoint, close } = await stubServer((request, response) => {
      seen.push(request);
      response.writeHead(200).end();
    });
    const store = storeFor(id, endpoint);
    const sdk = s3For(id, account(id, endpoint));
    for (const key of keys) {
      (await store.open(uploadOf(key, { versionId: 'v+1/2=', etag: 'e' }), never)).resume();
      await sdk.send(new GetObjectCommand({ Bucket: 'files', Key: key }));
      const [ours, theirs] = seen.splice(0);
      expect(ours?.url).toBe(`${theirs?.url?.split('?')[0]}?versionId=v%2B1%2F2%3D`);
      expect(ours?.headers['if-match']).toBeUndefined();
      expect(ours?.headers.authorization).toContain(`Signature=${ours && signatureOf(ours)}`);
    }
    (await store.open(uploadOf('a', { etag: 'e' }), never)).resume();
    expect(seen[0]?.headers).toMatchObject({ 'if-match': '"e"', 'x-amz-checksum-mode': 'ENABLED' });
    expect(seen[0]?.headers.authorization).toContain(`Signature=${seen[0] && signatureOf(seen[0])}`);
    close();
  });

  test.each([
    ['files', 'us-east-1', undefined, 'https://files.s3.us-east-1.amazonaws.com/a'],
    ['files', 'cn-north-1', undefined, 'https://files.s3.cn-north-1.amazonaws.com.cn/a'],
    ['with.dots', 'sa-east-1', undefined, 'https://s3.sa-east-1.amazonaws.com/with.dots/a'],
    ['files', 'us-east-1', 'http://127.0.0.1:4566', 'http://127.0.0.1:4566/files/a'],
    ['files', 'us-east-1', 'https://127.0.0.1/s3/', 'https://127.0.0.1/s3/files/a'],
  ])('bucket %s in %s, endpoint %s: %s', async (bucket, region, endpoint, address) => {
    const credentials = { accessKeyId: 'a', secretAccessKey: 'b', sessionToken: 'c' };
    const { protocol, path, headers } = await signer({ region, endpoint, credentials })(uploadOf('a', { bucket }));
    expect(`${protocol}//${headers.host}${path}`).toBe(address);
    expect(headers['x-amz-security-token']).toBe('c');
    expect(headers.authorization).toContain('x-amz-security-token');
  });
});
