// A thing of ours in another region: a bucket or a role, because their names have no region.

import { isKind, NotOurs } from '../engine/problems.ts';

/** The fields of S3's error that are used here. */
interface Refused {
  readonly $metadata?: { readonly httpStatusCode?: number };
  readonly $response?: { readonly headers?: Readonly<Record<string, string>> };
}

/**
 * In the wrong region S3 answers 301, or 400 when the endpoint is that of us-east-1, and names the right region in
 * `x-amz-bucket-region` (S3 API reference, HeadBucket and "Error responses", PermanentRedirect).
 * @returns "us-west-2"; undefined when the error names no other region
 */
export function bucketRegion(error: unknown, region: string): string | undefined {
  const { $metadata, $response } = (error ?? {}) as Refused;
  const status = $metadata?.httpStatusCode;
  const told = $response?.headers?.['x-amz-bucket-region'];
  if ((status === 301 || status === 400) && told && told !== region) return told;
  return status === 301 || isKind(error, 'PermanentRedirect') ? 'another region' : undefined;
}

/** @param title "IAM role ada-dev-shop-worker" */
export const standsElsewhere = (title: string, there: string, here: string, cause?: unknown): NotOurs =>
  new NotOurs(
    {
      en: `${title} stands in ${there}, not in ${here}: it was not touched.`,
      pt: `${title} está em ${there}, não em ${here}: nada foi alterado nele.`,
    },
    {
      cause,
      next: {
        en: `Set AWS_REGION to ${there} to work with that system; choose another STAGE for a second one in ${here}.`,
        pt: `Use AWS_REGION ${there} para trabalhar com esse sistema; escolha outro STAGE para ter um segundo em ${here}.`,
      },
    },
  );
