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

const SCHEDULER: readonly [method: string, path: RegExp, operation: string][] = [
  ...['Schedule', 'ScheduleGroup'].flatMap((noun): [string, RegExp, string][] => {
    const all = noun === 'Schedule' ? '^schedules' : '^schedule-groups';
    return [
      ['GET', new RegExp(`${all}$`), `List${noun}s`],
      ['POST', new RegExp(`${all}/(?<Name>[^/]+)$`), `Create${noun}`],
      ['GET', new RegExp(`${all}/(?<Name>[^/]+)$`), `Get${noun}`],
      ['PUT', new RegExp(`${all}/(?<Name>[^/]+)$`), `Update${noun}`],
      ['DELETE', new RegExp(`${all}/(?<Name>[^/]+)$`), `Delete${noun}`],
    ];
  }),
  ['GET', /^tags\/(?<ResourceArn>.+)$/, 'ListTagsForResource'],
];

const API_GATEWAY: readonly [method: string, path: RegExp, operation: string][] = [
  ['GET', /^apis$/, 'GetApis'],
  ['POST', /^apis$/, 'CreateApi'],
  ['PATCH', /^apis\/[^/]+$/, 'UpdateApi'],
  ['DELETE', /^apis\/[^/]+$/, 'DeleteApi'],
  ['DELETE', /^apis\/[^/]+\/cors$/, 'DeleteCorsConfiguration'],
  ...['Integration', 'Route', 'Stage'].flatMap((noun): [string, RegExp, string][] => {
    const all = `^apis/[^/]+/${noun.toLowerCase()}s`;
    return [
      ['GET', new RegExp(`${all}$`), `Get${noun}s`],
      ['POST', new RegExp(`${all}$`), `Create${noun}`],
      ['GET', new RegExp(`${all}/[^/]+$`), `Get${noun}`],
      ['PATCH', new RegExp(`${all}/[^/]+$`), `Update${noun}`],
      ['DELETE', new RegExp(`${all}/[^/]+$`), `Delete${noun}`],
    ];
  }),
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
  cors: 'BucketCors',
  metrics: 'BucketMetricsConfiguration',
};
const S3_VERBS: Readonly<Record<string, string>> = { GET: 'Get', DELETE: 'Delete' };
const S3_WHOLE: Readonly<Record<string, string>> = { PUT: 'CreateBucket', HEAD: 'HeadBucket', DELETE: 'DeleteBucket' };

export interface Named {
  readonly operation: string;
  readonly input: Readonly<Record<string, string>>;
}

export const lambdaOperation = (method: string, path: string): Named =>
  inTable(LAMBDA, method, decodeURIComponent(path).replace(/^\/\d{4}-\d\d-\d\d\//, ''));

export const apiGatewayOperation = (method: string, path: string): Named =>
  inTable(API_GATEWAY, method, decodeURIComponent(path).replace(/^\/v2\//, ''));

export const schedulerOperation = (method: string, path: string): Named =>
  inTable(SCHEDULER, method, decodeURIComponent(path).replace(/^\//, ''));

function inTable(table: typeof LAMBDA, method: string, path: string): Named {
  const rest = path.replace(/\/$/, '');
  for (const [verb, pattern, operation] of table) {
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
