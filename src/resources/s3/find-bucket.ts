// Whose a bucket is, by its tags: the call that also says absent, of another account, or in another region. The part and
// the check of the region look at the same moment, and share the call.

import { GetBucketTaggingCommand } from '@aws-sdk/client-s3';
import type { Owned } from '../../aws/clients.ts';
import type { LiveTags } from '../../aws/tags.ts';
import { eachOnce, perCloud } from '../../aws/together.ts';
import { isKind } from '../../engine/problems.ts';

type Cloud = Pick<Owned, 's3' | 'account'>;

const tagsOf = perCloud(({ s3, account }: Cloud) =>
  eachOnce((Bucket) => s3.send(new GetBucketTaggingCommand({ Bucket, ExpectedBucketOwner: account }))),
);

/** `undefined` = absent. @throws S3's error for every other refusal */
export async function findBucket(cloud: Cloud, name: string): Promise<{ readonly tags: LiveTags } | undefined> {
  try {
    return { tags: (await tagsOf(cloud)(name)).TagSet };
  } catch (error) {
    if (isKind(error, 'NoSuchBucket')) return undefined;
    if (isKind(error, 'NoSuchTagSet', 'NoSuchTagSetError')) return { tags: undefined };
    throw error;
  }
}
