// The buckets of an owner. Notifications, CORS rules and boot files are deleted with their bucket.

import { GetBucketTaggingCommand, ListBucketsCommand, paginateListBuckets } from '@aws-sdk/client-s3';
import { isOwned, ownerName, type Service } from '../../aws/listing.ts';
import { may } from '../../aws/rights.ts';

export const S3: Service = {
  name: 'S3',
  kinds: ['S3 bucket', 'Notification', 'CORS rule', 'Boot files'],
  looksAt: ['buckets'],
  ask: ({ s3 }) => s3.send(new ListBucketsCommand({ MaxBuckets: 1 })),
  async *list(cloud) {
    const { s3: client } = cloud;
    const tagsOf = async (Bucket: string) => (await client.send(new GetBucketTaggingCommand({ Bucket }))).TagSet;
    for await (const { Buckets = [] } of paginateListBuckets({ client }, { Prefix: ownerName(cloud) }))
      for (const { Name: name = '' } of Buckets)
        if (await isOwned(cloud, name, () => tagsOf(name))) yield { service: 'S3 bucket', name };
  },
  rights: () => [may('s3', 'ListAllMyBuckets', '*')],
};
