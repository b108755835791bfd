// Object Lock: S3 itself keeps every version for some days, against everybody. GOVERNANCE can be bypassed with a right of its
// own, which `down` has. COMPLIANCE cannot be bypassed by anybody, AWS included (S3 user guide, "Locking objects").

import {
  GetObjectLockConfigurationCommand,
  ListObjectVersionsCommand,
  PutObjectLockConfigurationCommand,
} from '@aws-sdk/client-s3';
import type { Owned } from '../../aws/clients.ts';
import type { Statement } from '../../aws/policy.ts';
import { may } from '../../aws/rights.ts';
import { isKind, Problem } from '../../engine/problems.ts';
import { absentWhen } from '../../engine/wait.ts';
import type { BucketSetting } from './bucket-setting.ts';

export interface ObjectLock {
  readonly mode: 'GOVERNANCE' | 'COMPLIANCE';
  readonly days: number;
}

export function objectLockSetting({ s3, account }: Owned, Bucket: string, { mode, days }: ObjectLock): BucketSetting {
  const at = { Bucket, ExpectedBucketOwner: account };
  const Rule = { DefaultRetention: { Mode: mode, Days: days } };
  return {
    wanted: Rule,
    get: async () =>
      (
        await absentWhen(['ObjectLockConfigurationNotFoundError'], () =>
          s3.send(new GetObjectLockConfigurationCommand(at)),
        )
      )?.ObjectLockConfiguration?.Rule,
    put: () =>
      s3.send(
        new PutObjectLockConfigurationCommand({
          ...at,
          ObjectLockConfiguration: { ObjectLockEnabled: 'Enabled', Rule },
        }),
      ),
  };
}

/** If-None-Match is the choice of who puts, so the bucket demands it (S3 user guide, "Enforce conditional writes"). */
export const refuseReplacing = (arn: string): Statement => ({
  Sid: 'OnlyNewObjects',
  Effect: 'Deny',
  Principal: '*',
  Action: ['s3:PutObject'],
  Resource: [`${arn}/*`],
  Condition: { Null: { 's3:if-none-match': 'true' } },
});

/** The rights for a bucket with a lock. */
export const objectLockRights = (arn: string) => [
  may('s3', 'GetBucketObjectLockConfiguration PutBucketObjectLockConfiguration', arn),
  may('s3', 'BypassGovernanceRetention', `${arn}/*`),
];

const DAY_MS = 24 * 60 * 60 * 1000;

/** The error of emptying the bucket: with the day from which it can be emptied, when that is the reason. */
export async function orLockedUntil(
  { s3 }: Pick<Owned, 's3'>,
  Bucket: string,
  { mode, days }: ObjectLock,
  error: unknown,
): Promise<unknown> {
  if (mode !== 'COMPLIANCE' || !isKind(error, 'AccessDenied')) return error;
  let newest = 0;
  let count = 0;
  for (let from = {}; ; ) {
    const page = await s3.send(new ListObjectVersionsCommand({ Bucket, ...from }));
    for (const { LastModified } of page.Versions ?? []) newest = Math.max(newest, Number(LastModified ?? 0));
    count += page.Versions?.length ?? 0;
    if (!page.IsTruncated) break;
    from = { KeyMarker: page.NextKeyMarker, VersionIdMarker: page.NextVersionIdMarker };
  }
  const until = new Date(newest + days * DAY_MS).toISOString().slice(0, 10);
  return new Problem(
    {
      en: `S3 bucket ${Bucket} has ${count} locked objects, the last until ${until}. The mode is COMPLIANCE, so nobody can delete them before, not even AWS.`,
      pt: `O bucket ${Bucket} do S3 tem ${count} objetos bloqueados, o último até ${until}. O modo é COMPLIANCE, então ninguém pode apagá-los antes, nem a AWS.`,
    },
    {
      cause: error,
      next: {
        en: `Run the same command again after ${until}. Until then they cost what S3 storage costs.`,
        pt: `Rode o mesmo comando de novo depois de ${until}. Até lá eles custam o que custa guardar no S3.`,
      },
    },
  );
}
