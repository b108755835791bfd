// The public half of the key of the invitations. It lies in S3 and is read again every half minute: with a new key, all
// invitations and cookies of before are void, and no machine is replaced for it.

import { GetObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { PublicKey } from '../../../../runtime/session/invitation.ts';

export interface KeyPlace {
  readonly bucket: string;
  readonly key: string;
}

const EVERY_MS = 30_000;

export interface KnownKey {
  now(): PublicKey;
  end(): void;
}

/** @param trouble is told when reading it again fails; the known key is kept @throws AWS's error at the first reading */
export async function knownKey(
  s3: Pick<S3Client, 'send'>,
  { bucket, key }: KeyPlace,
  trouble: (error: unknown) => void,
  everyMs = EVERY_MS,
): Promise<KnownKey> {
  const read = async (): Promise<PublicKey> => {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
    const { id, x } = JSON.parse(String(await Body?.transformToString()));
    if (typeof id !== 'string' || typeof x !== 'string') throw new Error(`s3://${bucket}/${key} holds no key`);
    return { id, x };
  };
  let known = await read();
  const timer = setInterval(
    () =>
      read().then((key) => {
        known = key;
      }, trouble),
    everyMs,
  );
  timer.unref();
  return { now: () => known, end: () => clearInterval(timer) };
}
