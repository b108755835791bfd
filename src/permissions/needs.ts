// From recorded calls to everything that they need, each need once.
// Notice: a call that no table knows is an error, so a new call in a command cannot stay without its permission.

import { type Call, type Fields, list, text } from './call.ts';
import { type Need, type Needing, type Tags, tagMap, type World } from './need.ts';
import { CACHE_NEEDS } from './needs-of-cache.ts';
import { EC2_NEEDS, madeId } from './needs-of-ec2.ts';
import { LAMBDA_NEEDS } from './needs-of-lambda.ts';
import { SNS_NEEDS, SQS_NEEDS } from './needs-of-messaging.ts';
import { IAM_NEEDS, LOGS_NEEDS } from './needs-of-roles-and-logs.ts';
import { S3_NEEDS } from './needs-of-s3.ts';
import { CLOUDWATCH_NEEDS, SAVED_QUERY_NEEDS } from './needs-of-watch.ts';

const NEEDS: Readonly<Record<string, Readonly<Record<string, Needing>>>> = {
  S3: S3_NEEDS,
  EC2: EC2_NEEDS,
  SQS: SQS_NEEDS,
  SNS: SNS_NEEDS,
  Lambda: LAMBDA_NEEDS,
  ElastiCache: CACHE_NEEDS,
  IAM: IAM_NEEDS,
  'CloudWatch Logs': { ...LOGS_NEEDS, ...SAVED_QUERY_NEEDS },
  CloudWatch: CLOUDWATCH_NEEDS,
  STS: { GetCallerIdentity: () => [] }, // answers everybody (STS API reference)
};

/** @throws Error for a call whose permissions nobody has written down */
export function needsOf({ service, operation, input, output = {} }: Call, world: World): readonly Need[] {
  const needing = NEEDS[service]?.[operation];
  if (!needing) throw new Error(`What ${service} ${operation} needs is not written down in src/permissions.`);
  return needing(input, world, output);
}

export function allNeeds(calls: readonly Call[], world: World): Need[] {
  const found = calls.flatMap((call) => needsOf(call, world)).map((one) => [JSON.stringify(one), one] as const);
  return [...new Map(found).values()];
}

/** What the calls themselves tell about the things they made. */
export function worldOf(calls: readonly Call[], { account, region }: { account: string; region: string }): World {
  const tags = new Map<string, Tags>();
  const functions = new Map<string, string>();
  const boundaries = new Map<string, string>();
  const arn = (service: string, resource: string) => `arn:aws:${service}:${region}:${account}:${resource}`;
  for (const { input, output } of calls) {
    if (input.PermissionsBoundary) boundaries.set(text(input, 'RoleName'), text(input, 'PermissionsBoundary'));
    if (!output) continue;
    const specified = list<{ Tags: Fields[] }>(input, 'TagSpecifications').flatMap((one) => one.Tags);
    if (specified.length) tags.set(madeId(output), tagMap(specified));
    if (output.UUID) functions.set(text(output, 'UUID'), arn('lambda', `function:${text(input, 'FunctionName')}`));
  }
  return {
    arn,
    globalArn: (service, resource) => `arn:aws:${service}::${account}:${resource}`,
    bucketArn: (bucket) => `arn:aws:s3:::${bucket}`,
    tagsOf: (id) => tags.get(id) ?? {},
    boundaryOf: (role) => boundaries.get(role) ?? '',
    functionOf: (mapping) => functions.get(mapping) ?? '',
  };
}
