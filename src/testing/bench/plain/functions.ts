// The two functions of the plain script, each with its role and its log group.

import {
  CreateLogGroupCommand,
  DeleteLogGroupCommand,
  PutRetentionPolicyCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import {
  CreateRoleCommand,
  DeleteRoleCommand,
  DeleteRolePolicyCommand,
  GetRoleCommand,
  PutRolePolicyCommand,
} from '@aws-sdk/client-iam';
import {
  CreateEventSourceMappingCommand,
  CreateFunctionCommand,
  DeleteEventSourceMappingCommand,
  DeleteFunctionCommand,
  GetFunctionCommand,
  ListEventSourceMappingsCommand,
  UpdateFunctionCodeCommand,
  UpdateFunctionConfigurationCommand,
  waitUntilFunctionActiveV2,
  waitUntilFunctionUpdatedV2,
} from '@aws-sdk/client-lambda';
import { bundle } from '../../../aws/code/bundle.ts';
import { iam, lambda, logs, maybe, NAME, Tags } from './clients.ts';

const FUNCTIONS = ['worker', 'reader'];
const CODE = (one: string) => bundle(`src/systems/line-counter/${one}/handler.ts`).zip;
const document = (statement: object) => JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
const TRUST = document({
  Effect: 'Allow',
  Principal: { Service: 'lambda.amazonaws.com' },
  Action: 'sts:AssumeRole',
});

export interface Ground {
  SubnetIds: string[];
  worker: string;
  address: string;
  topic: string;
}

async function functionUp(one: string, { SubnetIds, worker, address, topic }: Ground) {
  const FunctionName = `${NAME}-${one}`;
  const logGroupName = `/aws/lambda/${FunctionName}`;
  await logs.send(new CreateLogGroupCommand({ logGroupName })).catch((error: Error) => {
    if (error.name !== 'ResourceAlreadyExistsException') throw error;
  });
  await logs.send(new PutRetentionPolicyCommand({ logGroupName, retentionInDays: 14 }));
  const RoleName = FunctionName;
  const role =
    (await maybe(iam.send(new GetRoleCommand({ RoleName }))))?.Role ??
    (await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: TRUST, Tags }))).Role;
  const PolicyDocument = document({ Effect: 'Allow', Action: ['logs:*', 'sqs:*', 's3:*', 'sns:*'], Resource: '*' });
  await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: 'rights', PolicyDocument }));
  const settings = {
    FunctionName,
    Role: role?.Arn,
    Handler: 'index.handler',
    Runtime: 'nodejs24.x' as const,
    Timeout: 300,
    MemorySize: 512,
    VpcConfig: { SubnetIds, SecurityGroupIds: [worker] },
    Environment: { Variables: { CACHE_HOST: address, TOPIC_ARN: topic, NAMESPACE: NAME } },
  };
  const waiting = { client: lambda, maxWaitTime: 60, minDelay: 0.05, maxDelay: 0.1 } as never;
  if (await maybe(lambda.send(new GetFunctionCommand({ FunctionName })))) {
    await lambda.send(new UpdateFunctionConfigurationCommand(settings));
    await waitUntilFunctionUpdatedV2(waiting, { FunctionName });
    await lambda.send(new UpdateFunctionCodeCommand({ FunctionName, ZipFile: CODE(one) }));
    await waitUntilFunctionUpdatedV2(waiting, { FunctionName });
  } else {
    await lambda.send(new CreateFunctionCommand({ ...settings, Code: { ZipFile: CODE(one) } }));
    await waitUntilFunctionActiveV2(waiting, { FunctionName });
  }
}

const findMapping = async () => {
  const asked = { FunctionName: `${NAME}-worker` };
  return (await lambda.send(new ListEventSourceMappingsCommand(asked))).EventSourceMappings?.[0]?.UUID;
};

export async function functionsUp(ground: Ground, EventSourceArn: string) {
  for (const one of FUNCTIONS) await functionUp(one, ground);
  const FunctionName = `${NAME}-worker`;
  if (!(await findMapping()))
    await lambda.send(new CreateEventSourceMappingCommand({ FunctionName, EventSourceArn, BatchSize: 5 }));
}

export async function functionsDown() {
  const UUID = await findMapping();
  if (UUID) await lambda.send(new DeleteEventSourceMappingCommand({ UUID }));
  for (const one of FUNCTIONS) {
    const FunctionName = `${NAME}-${one}`;
    await maybe(lambda.send(new DeleteFunctionCommand({ FunctionName })));
    await maybe(iam.send(new DeleteRolePolicyCommand({ RoleName: FunctionName, PolicyName: 'rights' })));
    await maybe(iam.send(new DeleteRoleCommand({ RoleName: FunctionName })));
    await maybe(logs.send(new DeleteLogGroupCommand({ logGroupName: `/aws/lambda/${FunctionName}` })));
  }
}
