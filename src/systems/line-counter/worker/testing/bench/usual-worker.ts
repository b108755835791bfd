// The line counter as it is usually written: SDK clients with their defaults, one step after the other, nothing loaded
// late. The comparison is fair: its clients are outside the handler, and it is bundled with our flags.

import type { Readable } from 'node:stream';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import type { SQSEvent } from 'aws-lambda';
import { Redis } from 'ioredis';

const s3 = new S3Client({});
const sns = new SNSClient({});
const { CACHE_HOST = '', CACHE_PORT = '6379', TOPIC_ARN } = process.env;
const cache = new Redis({ host: CACHE_HOST, port: Number(CACHE_PORT), tls: {}, lazyConnect: true });

export async function handler(event: SQSEvent): Promise<void> {
  for (const message of event.Records) {
    for (const record of JSON.parse(message.body).Records) {
      const Bucket = record.s3.bucket.name;
      const Key = decodeURIComponent(record.s3.object.key.replaceAll('+', ' '));
      const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key }));
      let lines = 0;
      for await (const chunk of Body as Readable) for (const byte of chunk) if (byte === 10) lines += 1;
      await cache.hset(`usual:${Bucket}/${Key}`, { lines });
      await sns.send(
        new PublishCommand({ TopicArn: TOPIC_ARN, Subject: 'Counted', Message: `${Key}: ${lines} lines` }),
      );
    }
  }
}
