// A server on this machine that acts like a failing S3: it answers 500 to every request and counts them.

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { errorText } from '../../../engine/problems.ts';
import { newKey } from '../../../operate/drills/breaking.ts';
import { signals } from '../alarms/signals.ts';
import type { LineCounterSite } from './site.ts';

const ANSWER =
  '<?xml version="1.0" encoding="UTF-8"?><Error><Code>InternalError</Code>' +
  '<Message>We encountered an internal error. Please try again.</Message></Error>';

export interface FailingStorage {
  /** Uploads a file there. The SDK tries more than once, and each try is counted. */
  upload(): Promise<void>;
  close(): void;
}

export async function failingStorage(site: LineCounterSite): Promise<FailingStorage> {
  const { failing } = signals(site.names);
  const server = createServer(async (request, response) => {
    for await (const _ of request); // reads it to the end, as S3 does
    site.note(failing, 1);
    response.writeHead(500, { 'content-type': 'application/xml' }).end(ANSWER);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  const s3 = new S3Client({
    region: site.cloud.region,
    endpoint: `http://127.0.0.1:${port}`,
    forcePathStyle: true,
    credentials: { accessKeyId: 'nobody', secretAccessKey: 'test' },
    maxAttempts: 2,
  });
  return {
    async upload() {
      const sent = s3.send(
        new PutObjectCommand({ Bucket: site.names.bucket, Key: newKey('failing'), Body: 'one line\n' }),
      );
      await sent.then(
        () => Promise.reject(new Error('An S3 that answers 500 to everything took a file.')),
        (error: unknown) => {
          if (!errorText(error).includes('internal error')) throw error;
        },
      );
    },
    close() {
      s3.destroy();
      server.close();
      server.closeAllConnections();
    },
  };
}
