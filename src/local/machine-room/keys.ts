// The temporary keys of an instance: those of the role in its instance profile. So the rights of the role are real when the
// local cloud checks rights (AUTH=true).

import { GetInstanceProfileCommand, IAMClient } from '@aws-sdk/client-iam';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';

/** Seconds; the longest that AWS gives (STS API reference, AssumeRole). */
const GOOD_FOR = 12 * 60 * 60;

type Config = ConstructorParameters<typeof STSClient>[0] & object;

/** @returns environment variables @throws Error when the profile has no role */
export async function keysOf(config: Config, profile: string, instance: string): Promise<Record<string, string>> {
  const { InstanceProfile } = await new IAMClient(config as never).send(
    new GetInstanceProfileCommand({ InstanceProfileName: profile }),
  );
  const RoleArn = InstanceProfile?.Roles?.[0]?.Arn;
  if (!RoleArn) throw new Error(`the instance profile ${profile} has no role`);
  const { Credentials } = await new STSClient(config).send(
    new AssumeRoleCommand({ RoleArn, RoleSessionName: instance, DurationSeconds: GOOD_FOR }),
  );
  return {
    AWS_ACCESS_KEY_ID: String(Credentials?.AccessKeyId),
    AWS_SECRET_ACCESS_KEY: String(Credentials?.SecretAccessKey),
    AWS_SESSION_TOKEN: String(Credentials?.SessionToken),
  };
}
