// One stage stands in one region, because its bucket and its roles have names that know no region.
// Notice: it is asked before anything is made. Later is too late: by then a second region holds half a system, and
// that half costs money.

import { GetRoleCommand } from '@aws-sdk/client-iam';
import { HeadBucketCommand } from '@aws-sdk/client-s3';
import type { Owned } from '../../aws/clients.ts';
import { bucketRegion } from '../../aws/other-region.ts';
import { otherRegion } from '../../aws/tags.ts';
import { inSameCloud } from '../../cli/next-command.ts';
import { UsageProblem } from '../../engine/problems.ts';
import { absentWhen } from '../../engine/wait.ts';
import type { Settings } from '../../settings/settings.ts';
import { names } from './names.ts';

/** The other region in which this stage stands, by its bucket or, when that is gone already, by its roles. */
export async function regionOfSystem(cloud: Owned, settings: Settings): Promise<string | undefined> {
  const { bucket, worker, reader } = names(cloud, settings);
  const found = await Promise.all([bucketElsewhere(cloud, bucket), ...[worker, reader].map(roleElsewhere(cloud))]);
  return found.find(Boolean);
}

/** @throws UsageProblem that names the other region in which this stage stands */
export async function refuseSecondRegion(cloud: Owned, settings: Settings): Promise<void> {
  const there = await regionOfSystem(cloud, settings);
  if (there)
    throw new UsageProblem(
      `The stage ${settings.STAGE} stands in ${there} already, and a stage stands in one region only: nothing was made in ${cloud.region}.`,
      { next: whatToDo(cloud, there) },
    );
}

export const whatToDo = (cloud: Owned, there: string): string =>
  `Set AWS_REGION=${there} to work with that system. For a second system in ${cloud.region}, choose another STAGE. ` +
  `To move it, take it down there first: AWS_REGION=${there} npm run down${inSameCloud(cloud)}`;

async function bucketElsewhere({ s3, account, region }: Owned, Bucket: string): Promise<string | undefined> {
  try {
    await s3.send(new HeadBucketCommand({ Bucket, ExpectedBucketOwner: account }));
    return undefined;
  } catch (error) {
    const there = bucketRegion(error, region);
    const status = (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode;
    if (there || status === 404 || status === 403) return there; // whose it is, the bucket's own part tells
    throw error;
  }
}

/** What may not be looked at is told by its own part. */
const HIDDEN = ['NoSuchEntityException', 'NoSuchEntity', 'AccessDenied', 'AccessDeniedException'];

const roleElsewhere =
  ({ iam, tags }: Owned) =>
  async (RoleName: string): Promise<string | undefined> => {
    const found = await absentWhen(HIDDEN, () => iam.send(new GetRoleCommand({ RoleName })));
    return otherRegion(tags, found?.Role?.Tags);
  };
