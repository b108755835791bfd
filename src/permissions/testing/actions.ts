// Where an operation of the SDK and its IAM action differ (Service Authorization Reference). All other calls ask for the action
// that is called as they are.

/** By service and operation, the actions with blanks between them; '' asks for none. */
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
  'S3 ListObjectVersions': 'ListBucketVersions',
  'S3 ListMultipartUploads': 'ListBucketMultipartUploads',
  // Without ListBucket a missing file answers 403, not 404 (S3 API reference, HeadObject).
  'S3 HeadObject': 'GetObject ListBucket',
  'S3 CreateMultipartUpload': 'PutObject',
  'S3 UploadPart': 'PutObject',
  'S3 CompleteMultipartUpload': 'PutObject',
  // DeleteObject is asked for always, DeleteObjectVersion where a version is named (S3 API reference, DeleteObjects).
  'S3 DeleteObject': 'DeleteObject DeleteObjectVersion',
  'S3 DeleteObjects': 'DeleteObject DeleteObjectVersion',
  // A handle names its queue: beside.ts.
  'SQS CancelMessageMoveTask': '',
  'SQS SendMessageBatch': 'SendMessage',
  'Lambda Invoke': 'InvokeFunction',
  // Tags are in the answer only for who may list them (Lambda API reference, GetFunction).
  'Lambda GetFunction': 'GetFunction ListTags',
  // It answers everybody (STS API reference).
  'STS GetCallerIdentity': '',
  // Who could make, change or delete the boundary could have every right by a role: that is for administrators.
  ...Object.fromEntries(
    ['CreatePolicy', 'CreatePolicyVersion', 'DeletePolicy', 'DeletePolicyVersion', 'ListPolicyVersions'].map((one) => [
      `IAM ${one}`,
      '',
    ]),
  ),
};

/** Tags that a call gives to what it makes ask for one action more. */
const TAGGING: Readonly<Record<string, string>> = {
  ec2: 'CreateTags',
  sqs: 'TagQueue',
  iam: 'TagRole',
  elasticache: 'AddTagsToResource',
};

/** "logs": what stands before the colon of a service's actions. */
export const prefixOf = (service: string): string => (service === 'CloudWatch Logs' ? 'logs' : service.toLowerCase());

/** Names of actions, without the service. */
export function actionsOf(service: string, operation: string, tagging: boolean): readonly string[] {
  const named = ACTIONS[`${service} ${operation}`] ?? operation;
  const more = named && tagging && operation !== 'TagResource' ? [TAGGING[prefixOf(service)] ?? 'TagResource'] : [];
  return [...named.split(' ').filter(Boolean), ...more];
}
