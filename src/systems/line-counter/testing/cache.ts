// Shared by tests of the handlers: real clients for the test run's own cloud, in an account and a namespace of their
// own. AWS is not imitated. Where a test needs an error of AWS, it uses a stub server below the SDK.

import { readFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics } from '@aws-lambda-powertools/metrics';
import { S3Client, type S3ClientConfig } from '@aws-sdk/client-s3';
import { SNSClient } from '@aws-sdk/client-sns';
import type { Context, SQSEvent } from 'aws-lambda';
import { inject } from 'vitest';
import { connectToCache } from '../cache.ts';
import type { Upload } from '../worker/message.ts';
import { ObjectStore } from '../worker/s3-reading/object-store.ts';
import { Telemetry } from '../worker/telemetry.ts';

const cloud = inject('cloud');

/** Settings of any SDK client for this account, a number of 12 digits. */
export const account = (id: string, endpoint = cloud.endpoint) => ({
  endpoint,
  region: 'us-east-1',
  credentials: { accessKeyId: id, secretAccessKey: 'test' },
});

export const randomAccount = () => String(Math.floor(1e11 + Math.random() * 9e11));

export const s3For = (id: string, more: S3ClientConfig = {}) =>
  new S3Client({ ...account(id), forcePathStyle: true, ...more });

/** S3 as the worker reads it. */
export const storeFor = (id: string, endpoint?: string, attempts?: number) =>
  new ObjectStore({ ...account(id, endpoint), ...(attempts && { attempts }) });

/** An upload as an event names it. A test states only what it needs. */
export const uploadOf = (key: string, more: Partial<Upload> = {}): Upload => ({
  ...{ bucket: 'files', key, size: 1, sequencer: '01', uploadedAt: '' },
  ...more,
});

export const snsFor = (id: string, endpoint?: string) => new SNSClient(account(id, endpoint));

export const testCache = (port = cloud.cache.port) =>
  connectToCache({ host: cloud.cache.host, port, ca: readFileSync(cloud.cache.ca, 'utf8') }, () => {});

/** Telemetry that prints nothing. `numbers` gives the metrics since the last call. */
export function silentTelemetry() {
  const metrics = new Metrics({ namespace: 'test', serviceName: 'test' });
  const telemetry = new Telemetry(new Logger({ logLevel: 'SILENT' }), metrics);
  metrics.publishStoredMetrics = () => metrics;
  const numbers = (): Record<string, unknown> => {
    const emf = metrics.hasStoredMetrics() ? metrics.serializeMetrics() : {};
    metrics.clearMetrics();
    return emf;
  };
  return { telemetry, numbers };
}

/** A context whose remaining time runs as on Lambda. */
export function contextWith(milliseconds: number): Context {
  const end = Date.now() + milliseconds;
  return { getRemainingTimeInMillis: () => end - Date.now(), awsRequestId: 'test' } as Context;
}

/** A batch of messages with the ids m0, m1, …; objects become JSON. */
export function batchOf(...bodies: unknown[]): SQSEvent {
  const Records = bodies.map((body, i) => ({
    messageId: `m${i}`,
    body: typeof body === 'string' ? body : JSON.stringify(body),
    attributes: { SentTimestamp: String(Date.now()), ApproximateReceiveCount: '1' },
  }));
  return { Records } as SQSEvent;
}

/** An HTTP server on loopback during one test, in place of AWS. */
export async function stubServer(answer: RequestListener) {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
