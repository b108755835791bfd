// CPU time of a small file: batches of ten files of 1 KB, on a local cloud with its real S3, cache (TLS) and SNS. The
// usual handler asks the SDK for each file, writes each record and sends each mail, one after the other.

import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { CreateTopicCommand, SNSClient } from '@aws-sdk/client-sns';
import { type Finding, finding, inTurns } from '../../../testing/bench/measure.ts';
import { answerOf, programOf } from '../../../testing/bench/programs.ts';
import { ACCOUNT, withCloud } from '../../../testing/bench/surroundings.ts';

const FILES = 10;
const BATCHES = 60;
const ROUNDS = 7;
const Bucket = 'bench';

export function bench(): Promise<Finding[]> {
  return withCloud(async (home, { endpoint, cache }) => {
    const credentials = { accessKeyId: ACCOUNT.AWS_ACCESS_KEY_ID ?? '', secretAccessKey: 'test' };
    const client = { endpoint, region: 'us-east-1', credentials };
    const s3 = new S3Client({ ...client, forcePathStyle: true });
    await s3.send(new CreateBucketCommand({ Bucket }));
    const Body = 'x'.repeat(79).concat('\n').repeat(13).slice(0, 1_000);
    for (let i = 0; i < FILES; i += 1) await s3.send(new PutObjectCommand({ Bucket, Key: `file-${i}.txt`, Body }));
    const { TopicArn = '' } = await new SNSClient(client).send(new CreateTopicCommand({ Name: 'bench' }));

    const env = {
      ...ACCOUNT,
      AWS_ENDPOINT_URL: endpoint,
      NODE_EXTRA_CA_CERTS: cache.ca,
      CACHE_HOST: cache.host,
      CACHE_PORT: String(cache.port),
      NAMESPACE: 'bench',
      TOPIC_ARN: TopicArn,
      POWERTOOLS_SERVICE_NAME: 'line-counter',
      POWERTOOLS_METRICS_NAMESPACE: 'bench',
    };
    const batches = programOf('src/testing/bench/batches.ts', home);
    /** Milliseconds of CPU a file. */
    const cost = (handler: string): Promise<number> =>
      answerOf(batches, [handler, Bucket, String(FILES), String(BATCHES)], env);
    const worker = programOf('src/systems/line-counter/worker/handler.ts', home);
    const usually = programOf('src/systems/line-counter/worker/testing/bench/usual-worker.ts', home, true);
    const { ours, usual } = await inTurns(ROUNDS, { ours: () => cost(worker), usual: () => cost(usually) });
    const shown = (milliseconds: number) => `${milliseconds.toFixed(2)} CPU ms a file`;
    return [
      finding('batch of 10 files of 1 KB', usual / ours, { atLeast: 5 }, shown(ours), `${shown(usual)}, one by one`),
    ];
  });
}
