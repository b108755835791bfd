// What S3 calls need. Its actions are older than its API: HeadBucket is ListBucket, GetBucketEncryption is
// GetEncryptionConfiguration, and all parts of a multipart upload are PutObject (Service Authorization Reference, S3).

import { type Fields, inside, list, text } from './call.ts';
import { type Needing, needs, tagged, tagMap } from './need.ts';

const onBucket =
  (...actions: string[]): Needing =>
  (input, world) =>
    needs(actions, world.bucketArn(text(input, 'Bucket')));

const onObject =
  (...actions: string[]): Needing =>
  (input, world) =>
    needs(actions, `${world.bucketArn(text(input, 'Bucket'))}/${text(input, 'Key')}`);

export const S3_NEEDS: Readonly<Record<string, Needing>> = {
  ListBuckets: () => needs(['s3:ListAllMyBuckets']),
  CreateBucket: (input, world) => {
    const tags = list<Record<'Key' | 'Value', string>>(inside(input, 'CreateBucketConfiguration'), 'Tags');
    const actions = ['s3:CreateBucket', ...(tags.length ? ['s3:TagResource'] : [])];
    return needs(actions, world.bucketArn(text(input, 'Bucket')), tagged('RequestTag', tagMap(tags)));
  },
  HeadBucket: onBucket('s3:ListBucket'),
  DeleteBucket: onBucket('s3:DeleteBucket'),
  GetBucketTagging: onBucket('s3:GetBucketTagging'),
  GetBucketOwnershipControls: onBucket('s3:GetBucketOwnershipControls'),
  PutBucketOwnershipControls: onBucket('s3:PutBucketOwnershipControls'),
  GetPublicAccessBlock: onBucket('s3:GetBucketPublicAccessBlock'),
  PutPublicAccessBlock: onBucket('s3:PutBucketPublicAccessBlock'),
  GetBucketEncryption: onBucket('s3:GetEncryptionConfiguration'),
  PutBucketEncryption: onBucket('s3:PutEncryptionConfiguration'),
  GetBucketVersioning: onBucket('s3:GetBucketVersioning'),
  PutBucketVersioning: onBucket('s3:PutBucketVersioning'),
  GetBucketLifecycleConfiguration: onBucket('s3:GetLifecycleConfiguration'),
  PutBucketLifecycleConfiguration: onBucket('s3:PutLifecycleConfiguration'),
  // One right for putting and for deleting.
  GetBucketMetricsConfiguration: onBucket('s3:GetMetricsConfiguration'),
  PutBucketMetricsConfiguration: onBucket('s3:PutMetricsConfiguration'),
  DeleteBucketMetricsConfiguration: onBucket('s3:PutMetricsConfiguration'),
  GetBucketPolicy: onBucket('s3:GetBucketPolicy'),
  PutBucketPolicy: onBucket('s3:PutBucketPolicy'),
  GetBucketNotificationConfiguration: onBucket('s3:GetBucketNotification'),
  PutBucketNotificationConfiguration: onBucket('s3:PutBucketNotification'),
  ListObjectVersions: onBucket('s3:ListBucketVersions'),
  ListMultipartUploads: onBucket('s3:ListBucketMultipartUploads'),

  // Without ListBucket a missing file answers 403, not 404 (S3 API reference, HeadObject).
  HeadObject: (...call) => [...onObject('s3:GetObject')(...call), ...onBucket('s3:ListBucket')(...call)],
  PutObject: onObject('s3:PutObject'),
  CreateMultipartUpload: onObject('s3:PutObject'),
  UploadPart: onObject('s3:PutObject'),
  CompleteMultipartUpload: onObject('s3:PutObject'),
  AbortMultipartUpload: onObject('s3:AbortMultipartUpload'),
  // DeleteObject is asked for always, DeleteObjectVersion where a version is named (S3 API reference, DeleteObjects).
  DeleteObject: onObject('s3:DeleteObject', 's3:DeleteObjectVersion'),
  DeleteObjects: (input, ...world) =>
    list<Fields>(inside(input, 'Delete'), 'Objects').flatMap(({ Key }) =>
      onObject('s3:DeleteObject', 's3:DeleteObjectVersion')({ ...input, Key }, ...world),
    ),
};
