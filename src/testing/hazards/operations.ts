// A REST request does not name its operation. These are the methods and paths of the operations that the stories use.

const LAMBDA: readonly [method: string, path: RegExp, operation: string][] = [
  ['POST', /^functions$/, 'CreateFunction'],
  ['GET', /^functions$/, 'ListFunctions'],
  ['GET', /^functions\/(?<FunctionName>[^/]+)$/, 'GetFunction'],
  ['DELETE', /^functions\/(?<FunctionName>[^/]+)$/, 'DeleteFunction'],
  ['PUT', /^functions\/(?<FunctionName>[^/]+)\/code$/, 'UpdateFunctionCode'],
  ['PUT', /^functions\/(?<FunctionName>[^/]+)\/configuration$/, 'UpdateFunctionConfiguration'],
  ['PUT', /^functions\/(?<FunctionName>[^/]+)\/concurrency$/, 'PutFunctionConcurrency'],
  ['POST', /^functions\/(?<FunctionName>[^/]+)\/policy$/, 'AddPermission'],
  ['GET', /^functions\/(?<FunctionName>[^/]+)\/policy$/, 'GetPolicy'],
  ['DELETE', /^functions\/(?<FunctionName>[^/]+)\/policy\/[^/]+$/, 'RemovePermission'],
  ['POST', /^functions\/(?<FunctionName>[^/]+)\/invocations$/, 'Invoke'],
  ['PUT', /^functions\/(?<FunctionName>[^/]+)\/event-invoke-config$/, 'PutFunctionEventInvokeConfig'],
  ['GET', /^functions\/(?<FunctionName>[^/]+)\/event-invoke-config$/, 'GetFunctionEventInvokeConfig'],
  ['DELETE', /^functions\/(?<FunctionName>[^/]+)\/event-invoke-config$/, 'DeleteFunctionEventInvokeConfig'],
  ['POST', /^event-source-mappings$/, 'CreateEventSourceMapping'],
  ['GET', /^event-source-mappings$/, 'ListEventSourceMappings'],
  ['PUT', /^event-source-mappings\/(?<UUID>[^/]+)$/, 'UpdateEventSourceMapping'],
  ['DELETE', /^event-source-mappings\/(?<UUID>[^/]+)$/, 'DeleteEventSourceMapping'],
  ['GET', /^tags\/(?<Resource>.+)$/, 'ListTags'],
];

const S3_PARTS: Readonly<Record<string, string>> = {
  tagging: 'BucketTagging',
  ownershipControls: 'BucketOwnershipControls',
  publicAccessBlock: 'PublicAccessBlock',
  encryption: 'BucketEncryption',
  versioning: 'BucketVersioning',
  lifecycle: 'BucketLifecycleConfiguration',
  policy: 'BucketPolicy',
  notification: 'BucketNotificationConfiguration',
  metrics: 'BucketMetricsConfiguration',
};
const S3_VERBS: Readonly<Record<string, string>> = { GET: 'Get', DELETE: 'Delete' };
const S3_WHOLE: Readonly<Record<string, string>> = { PUT: 'CreateBucket', HEAD: 'HeadBucket', DELETE: 'DeleteBucket' };

export interface Named {
  readonly operation: string;
  readonly input: Readonly<Record<string, string>>;
}

export function lambdaOperation(method: string, path: string): Named {
  const rest = decodeURIComponent(path)
    .replace(/^\/\d{4}-\d\d-\d\d\//, '')
    .replace(/\/$/, '');
  for (const [verb, pattern, operation] of LAMBDA) {
    const match = verb === method ? pattern.exec(rest) : null;
    if (match) return { operation, input: { ...match.groups } };
  }
  return { operation: `${method} ${path}`, input: {} };
}

export function s3Operation(method: string, path: string, query: Readonly<Record<string, unknown>>): Named {
  const [Bucket = '', ...key] = decodeURIComponent(path)
    .replace(/^\/|\/$/g, '')
    .split('/');
  const input = { Bucket, ...(key.length && { Key: key.join('/') }) };
  const part = Object.keys(S3_PARTS).find((one) => one in query);
  const operation = part
    ? `${S3_VERBS[method] ?? 'Put'}${S3_PARTS[part]}`
    : 'versions' in query
      ? 'ListObjectVersions'
      : 'uploads' in query
        ? 'ListMultipartUploads'
        : 'delete' in query
          ? 'DeleteObjects'
          : key.length
            ? `${method} object`
            : Bucket
              ? (S3_WHOLE[method] ?? `${method} bucket`)
              : 'ListBuckets';
  return { operation, input };
}
