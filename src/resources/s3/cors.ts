// Which pages may send files to the bucket from a browser (CORS). S3 checks the address of a link itself; the browser asks
// S3 whether a page of this origin may use it.

import { DeleteBucketCorsCommand, GetBucketCorsCommand, PutBucketCorsCommand } from '@aws-sdk/client-s3';
import type { Owned } from '../../aws/clients.ts';
import { bucketRegion, standsElsewhere } from '../../aws/other-region.ts';
import { may } from '../../aws/rights.ts';
import { differences } from '../../engine/drift.ts';
import type { Purpose } from '../../engine/lifecycle.ts';
import { defineStep } from '../../engine/step.ts';
import { absentWhen, retryOn } from '../../engine/wait.ts';
import type { Bucket } from './bucket.ts';

export interface Cors {
  readonly AllowedOrigins: readonly string[] | undefined;
  readonly AllowedMethods: readonly string[] | undefined;
  readonly AllowedHeaders: readonly string[] | undefined;
  /** Rules that we did not make. They are removed, because S3 uses the first rule that fits. */
  readonly more: number;
}

export interface CorsSettings<Needs> {
  bucket: string;
  about: Purpose;
  /** Address of the page: "https://ID.execute-api.us-east-1.amazonaws.com/". */
  page: (needs: Needs) => string;
  methods: readonly string[];
  /** Headers that the page sends. */
  headers: readonly string[];
}

const ABSENT = ['NoSuchCORSConfiguration', 'NoSuchBucket'];
/** Two changes of one bucket at the same time. */
const busy = {
  kinds: ['OperationAborted'],
  because: { en: 'another change of the bucket is under way', pt: 'outra mudança do bucket está em andamento' },
  patience: 120,
};

export function bucketCors<Needs extends { bucket: Bucket }>(cloud: Owned, settings: CorsSettings<Needs>) {
  const { s3 } = cloud;
  const { bucket, about, page, methods, headers } = settings;
  const at = { Bucket: bucket, ExpectedBucketOwner: cloud.account };
  const rule = (needs: Needs) => ({
    AllowedOrigins: [new URL(page(needs)).origin],
    AllowedMethods: [...methods],
    AllowedHeaders: [...headers],
  });
  const put = (needs: Needs) =>
    s3.send(
      new PutBucketCorsCommand({ ...at, CORSConfiguration: { CORSRules: [{ ...rule(needs), MaxAgeSeconds: 3600 }] } }),
    );

  return defineStep<Needs, Cors>({
    kind: 'CORS rule',
    name: bucket,
    about: { ...about, console: 'S3 > the bucket > Permissions > Cross-origin resource sharing' },
    async observe() {
      // Nothing is ours in a bucket of another account or region. This must not stop `down` from deleting our other parts.
      const answer = await absentWhen([...ABSENT, 'AccessDenied'], () => s3.send(new GetBucketCorsCommand(at))).catch(
        (error: unknown) => {
          const there = bucketRegion(error, cloud.region);
          throw there ? standsElsewhere(`CORS rule ${bucket}`, there, cloud.region, error) : error;
        },
      );
      const [live, ...others] = answer?.CORSRules ?? [];
      if (!live) return undefined;
      const { AllowedOrigins, AllowedMethods, AllowedHeaders } = live;
      return { AllowedOrigins, AllowedMethods, AllowedHeaders, more: others.length };
    },
    create: (needs, ctx) => retryOn(ctx, [busy], () => put(needs)),
    drift: (live, needs) => differences(live, { ...rule(needs), more: 0 }),
    repair: (_live, needs, _drift, ctx) => retryOn(ctx, [busy], () => put(needs)),
    destroy: (_, ctx) => retryOn(ctx, [busy], () => absentWhen(ABSENT, () => s3.send(new DeleteBucketCorsCommand(at)))),
    gone: true,
    rights: [may('s3', 'GetBucketCORS PutBucketCORS', cloud.bucketArn(bucket))],
  });
}
