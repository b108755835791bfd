// SDK operations whose IAM action has another name (Service Authorization Reference). Other names are the same.

import { API_GATEWAY } from './api-gateway.ts';

/** By service and operation: the actions with blanks between them; '' needs none. */
const ACTIONS: Readonly<Record<string, string>> = {
  'S3 ListBuckets': 'ListAllMyBuckets',
  'S3 HeadBucket': 'ListBucket',
  'S3 GetPublicAccessBlock': 'GetBucketPublicAccessBlock',
  'S3 PutPublicAccessBlock': 'PutBucketPublicAccessBlock',
  'S3 GetBucketEncryption': 'GetEncryptionConfiguration',
  'S3 PutBucketEncryption': 'PutEncryptionConfiguration',
  'S3 GetBucketLifecycleConfiguration': 'GetLifecycleConfiguration',
  'S3 PutBucketLifecycleConfiguration': 'PutLifecycleConfiguration',
  'S3 GetBucketMetricsConfiguration': 'GetMetricsConfiguration',
  'S3 PutBucketMetricsConfiguration': 'PutMetricsConfiguration',
  'S3 DeleteBucketMetricsConfiguration': 'PutMetricsConfiguration',
  'S3 GetBucketNotificationConfiguration': 'GetBucketNotification',
  'S3 PutBucketNotificationConfiguration': 'PutBucketNotification',
  'S3 GetObjectLockConfiguration': 'GetBucketObjectLockConfiguration',
  'S3 PutObjectLockConfiguration': 'PutBucketObjectLockConfiguration',
  'S3 ListObjectsV2': 'ListBucket',
  'S3 ListObjectVersions': 'ListBucketVersions',
  'S3 ListMultipartUploads': 'ListBucketMultipartUploads',
  'S3 GetBucketCors': 'GetBucketCORS',
  'S3 PutBucketCors': 'PutBucketCORS',
  'S3 DeleteBucketCors': 'PutBucketCORS',
  // Without ListBucket a missing file answers 403, not 404 (S3 API reference, HeadObject).
  'S3 HeadObject': 'GetObject ListBucket',
  'S3 CreateMultipartUpload': 'PutObject',
  'S3 UploadPart': 'PutObject',
  'S3 CompleteMultipartUpload': 'PutObject',
  // DeleteObject is always needed, DeleteObjectVersion when a version is named (S3 API reference, DeleteObjects).
  'S3 DeleteObject': 'DeleteObject DeleteObjectVersion',
  'S3 DeleteObjects': 'DeleteObject DeleteObjectVersion',
  // The handle names its queue: beside.ts.
  'SQS CancelMessageMoveTask': '',
  'SQS SendMessageBatch': 'SendMessage',
  'IAM CreateInstanceProfile': 'CreateInstanceProfile TagInstanceProfile',
  'Lambda Invoke': 'InvokeFunction',
  // The answer has tags only for a caller who may list them (Lambda API reference, GetFunction).
  'Lambda GetFunction': 'GetFunction ListTags',
  // It answers everybody (STS API reference).
  'STS GetCallerIdentity': '',
  // Only administrators may, because whoever changes the boundary could get every right through a role.
  ...Object.fromEntries(
    ['CreatePolicy', 'CreatePolicyVersion', 'DeletePolicy', 'DeletePolicyVersion', 'ListPolicyVersions'].map((one) => [
      `IAM ${one}`,
      '',
    ]),
  ),
};

/** One more action for calls that give tags to a new thing. */
const TAGGING: Readonly<Record<string, string>> = {
  ec2: 'CreateTags',
  sqs: 'TagQueue',
  iam: 'TagRole',
  ssm: 'AddTagsToResource',
  elasticache: 'AddTagsToResource',
  elasticloadbalancing: 'AddTags',
  acm: 'AddTagsToCertificate',
};

const PREFIXES: Readonly<Record<string, string>> = {
  'CloudWatch Logs': 'logs',
  'Elastic Load Balancing v2': 'elasticloadbalancing',
  'Application Auto Scaling': 'application-autoscaling',
};

/** "logs": the text before the colon of a service's actions. */
export const prefixOf = (service: string): string => PREFIXES[service] ?? service.toLowerCase();

/** Names of actions, without the service. */
export function actionsOf(service: string, operation: string, tagging: boolean): readonly string[] {
  if (service === API_GATEWAY) return []; // its actions are methods: api-gateway.ts
  const named = ACTIONS[`${service} ${operation}`] ?? operation;
  const more = named && tagging && operation !== 'TagResource' ? [TAGGING[prefixOf(service)] ?? 'TagResource'] : [];
  return [...named.split(' ').filter(Boolean), ...more];
}
