// A local cloud that enforces permissions, for tests. The root of its account is refused nothing. Functions and AWS services
// have the rights of their role or of the resource's policy. Functions reach S3 and SNS through a server that ends TLS.

import {
  CreatePolicyVersionCommand,
  GetPolicyVersionCommand,
  GetRolePolicyCommand,
  PutRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { GetFunctionConfigurationCommand, UpdateFunctionConfigurationCommand } from '@aws-sdk/client-lambda';
import type { Owned } from '../../aws/clients.ts';
import type { Policy } from '../../aws/policy.ts';
import { unwatched } from '../../engine/wait.ts';
import { passingCloud } from '../../local/passing-cloud.ts';
import { OWN_ACCOUNT } from '../../patterns/function-rights.ts';
import { untilChanged } from '../../resources/lambda/function-state.ts';
import { tlsEnding } from './tls-ending.ts';

export interface Enforcing {
  /** The server that ends TLS. */
  readonly endpoint: string;
  /** The local cloud after it, without TLS. */
  readonly plainEndpoint: string;
  /** The folder of that cloud. */
  readonly home: string;
  stop(): Promise<void>;
}

/** The account of the root user, who is refused nothing. */
export const ACCOUNT = '123456789012';

/** Starts a local cloud of its own that enforces permissions. */
export async function startEnforcing(): Promise<Enforcing> {
  const { endpoint: plainEndpoint, home, end } = await passingCloud('enforcing', { settings: { AUTH: 'true' } });
  const { endpoint, close } = await tlsEnding(plainEndpoint);
  const stop = async () => {
    await close();
    await end();
  };
  return { endpoint, plainEndpoint, home, stop };
}

/** The boundary with the account instead of the policy variable, because the local cloud fills in none. */
export async function fillInAccount({ iam }: Owned, boundary: string): Promise<void> {
  const PolicyArn = `arn:aws:iam::${ACCOUNT}:policy/${boundary}`;
  const told = await iam.send(new GetPolicyVersionCommand({ PolicyArn, VersionId: 'v1' }));
  const asWritten = decodeURIComponent(told.PolicyVersion?.Document ?? '');
  const PolicyDocument = asWritten.replaceAll(OWN_ACCOUNT, ACCOUNT);
  if (PolicyDocument === asWritten) throw new Error(`${boundary} has no variable for the account.`);
  await iam.send(new CreatePolicyVersionCommand({ PolicyArn, PolicyDocument, SetAsDefault: true }));
}

/** Buckets and topics let nobody in without TLS. */
export async function speakOverTls(cloud: Owned, FunctionName: string, endpoint: string): Promise<void> {
  const { lambda } = cloud;
  const { Environment } = await lambda.send(new GetFunctionConfigurationCommand({ FunctionName }));
  const Variables = { ...Environment?.Variables, AWS_ENDPOINT_URL_S3: endpoint, AWS_ENDPOINT_URL_SNS: endpoint };
  await lambda.send(new UpdateFunctionConfigurationCommand({ FunctionName, Environment: { Variables } }));
  await untilChanged(cloud, FunctionName, unwatched());
}

const inline = (RoleName: string) => ({ RoleName, PolicyName: 'exactly-this' });

/** The one policy of a function's role, as `up` left it. */
export async function policyOf({ iam }: Owned, role: string): Promise<Policy> {
  const { PolicyDocument = '' } = await iam.send(new GetRolePolicyCommand(inline(role)));
  return JSON.parse(decodeURIComponent(PolicyDocument));
}

/** Does the work while the role lacks one action, then gives it back. */
export async function lacking<T>(cloud: Owned, role: string, action: string, work: () => Promise<T>): Promise<T> {
  const whole = await policyOf(cloud, role);
  const put = (policy: Policy) =>
    cloud.iam.send(new PutRolePolicyCommand({ ...inline(role), PolicyDocument: JSON.stringify(policy) }));
  await put(without(whole, action));
  try {
    return await work();
  } finally {
    await put(whole);
  }
}

/** @throws Error when the action is not in the policy */
export function without(policy: Policy, action: string): Policy {
  if (!policy.Statement.some(({ Action }) => Action.includes(action))) throw new Error(`No statement has ${action}.`);
  const Statement = policy.Statement.map((one) => ({ ...one, Action: one.Action.filter((other) => other !== action) }));
  return { ...policy, Statement: Statement.filter(({ Action }) => Action.length) };
}
