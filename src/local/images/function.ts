// What Lambda and STS of the local cloud say of a function: its image, its settings, and credentials of its role.

import { GetFunctionCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';

/** Which function, and where it is. */
export interface FunctionPlace {
  /** "http://127.0.0.1:4566" */
  readonly endpoint: string;
  readonly region: string;
  readonly account: string;
  readonly name: string;
}

export interface RunnableFunction extends FunctionPlace {
  /** "sha256:…" */
  readonly digest: string;
  /** "ada-dev-shop" */
  readonly repository: string;
  readonly role: string;
  readonly memory: number;
  readonly logGroup: string;
  readonly variables: Readonly<Record<string, string>>;
  /** Of the image's own, where the function has others. */
  readonly entryPoint: readonly string[] | undefined;
  readonly command: readonly string[] | undefined;
}

/** Of a client of the local cloud, as the owner of the account. */
export const clientOf = ({ endpoint, region, account }: FunctionPlace) => ({
  ...{ endpoint, region },
  credentials: { accessKeyId: account, secretAccessKey: 'test' },
});

/** @param arn "arn:aws:lambda:us-east-1:123456789012:function:shop" @throws Error for another text */
export function placeOfArn(endpoint: string, arn: string): FunctionPlace {
  const [, region = '', account = '', name = ''] =
    /^arn:[^:]*:lambda:([^:]+):(\d{12}):function:([^:]+)/.exec(arn) ?? [];
  if (!name) throw new Error(`The local cloud asked for a function without an ARN: "${arn}".`);
  return { endpoint, region, account, name };
}

/** @throws Error when the function is not made of an image by its digest */
export async function describeFunction(place: FunctionPlace): Promise<RunnableFunction> {
  const client = new LambdaClient(clientOf(place));
  const { Code, Configuration = {} } = await client
    .send(new GetFunctionCommand({ FunctionName: place.name }))
    .finally(() => client.destroy());
  const uri = Code?.ImageUri ?? '';
  const [, repository, digest] = /^[^/]+\/(.+)@(sha256:[0-9a-f]{64})$/.exec(uri) ?? [];
  if (!repository || !digest) throw new Error(`The image of ${place.name} is not named by its digest: "${uri}".`);
  const { EntryPoint, Command } = Configuration.ImageConfigResponse?.ImageConfig ?? {};
  return {
    ...place,
    ...{ repository, digest, role: Configuration.Role ?? '', memory: Configuration.MemorySize ?? 128 },
    logGroup: Configuration.LoggingConfig?.LogGroup ?? `/aws/lambda/${place.name}`,
    variables: Configuration.Environment?.Variables ?? {},
    ...{ entryPoint: EntryPoint, command: Command },
  };
}

/** Of the function's own role, so that it may do no more than on AWS. */
export async function credentialsOf(of: RunnableFunction): Promise<Record<string, string>> {
  const client = new STSClient(clientOf(of));
  const { Credentials: given } = await client
    .send(new AssumeRoleCommand({ RoleArn: of.role, RoleSessionName: of.name.slice(0, 64) }))
    .finally(() => client.destroy());
  return {
    AWS_ACCESS_KEY_ID: given?.AccessKeyId ?? '',
    AWS_SECRET_ACCESS_KEY: given?.SecretAccessKey ?? '',
    AWS_SESSION_TOKEN: given?.SessionToken ?? '',
  };
}
