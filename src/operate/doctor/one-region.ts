// One stage of a system is in one region, because the names of buckets and roles have no region.
// This is checked before anything is created, because half a system in a second region costs money.
// Commands load this file late: it loads two packages of the SDK, which no --help should wait for.

import type { Owned } from '../../aws/clients.ts';
import { bucketRegion } from '../../aws/other-region.ts';
import { otherRegion } from '../../aws/tags.ts';
import { isKind, UsageProblem } from '../../engine/problems.ts';
import { stepsOf } from '../../engine/steps-of.ts';
import type { Text } from '../../engine/text.ts';
import { absentWhen } from '../../engine/wait.ts';
import { findRole } from '../../resources/iam/find-role.ts';
import { findBucket } from '../../resources/s3/find-bucket.ts';
import { nextCommand } from '../../screen/next-command.ts';
import { bad, type Finding, good } from './finding.ts';

/** The other region of this system, found by its buckets or, when those are gone, by its roles. */
export async function regionOfSystem(cloud: Owned, parts: object): Promise<string | undefined> {
  const elsewhere = { 'S3 bucket': bucketElsewhere, 'IAM role': roleElsewhere };
  const ours = stepsOf(parts).filter(({ kept }) => !kept);
  const found = await Promise.all(
    Object.entries(elsewhere).flatMap(([kind, look]) =>
      ours.filter((step) => step.kind === kind).map(({ name }) => look(cloud, name)),
    ),
  );
  return found.find(Boolean);
}

/** @throws UsageProblem that names the other region of this stage */
export async function refuseSecondRegion(cloud: Owned, parts: object): Promise<void> {
  const there = await regionOfSystem(cloud, parts);
  if (there)
    throw new UsageProblem(
      {
        en: `The stage ${cloud.tags.stage} stands in ${there} already, and a stage stands in one region only: nothing was made in ${cloud.region}.`,
        pt: `O stage ${cloud.tags.stage} já está em ${there}, e um stage fica numa região só: nada foi criado em ${cloud.region}.`,
      },
      { next: whatToDo(cloud, there) },
    );
}

/** The same, as a check of `doctor`. */
export async function oneRegion(cloud: Owned, parts: object): Promise<Finding> {
  const there = await regionOfSystem(cloud, parts);
  const { stage } = cloud.tags;
  const check = { en: 'One region', pt: 'Uma região' };
  if (!there)
    return good(check, {
      en: `stage ${stage} stands in no other region`,
      pt: `o stage ${stage} não está em outra região`,
    });
  const found = { en: `stage ${stage} stands in ${there}`, pt: `o stage ${stage} está em ${there}` };
  return bad(check, found, whatToDo(cloud, there));
}

function whatToDo(cloud: Owned, there: string): Text {
  const down = `AWS_REGION=${there} ${nextCommand(cloud, 'down')}`;
  return {
    en: `Set AWS_REGION=${there} to work with that system. For a second system in ${cloud.region}, choose another STAGE. To move it, take it down there first: ${down}`,
    pt: `Use AWS_REGION=${there} para trabalhar com esse sistema. Para um segundo sistema em ${cloud.region}, escolha outro STAGE. Para mudá-lo de lugar, remova-o lá antes: ${down}`,
  };
}

async function bucketElsewhere(cloud: Owned, name: string): Promise<string | undefined> {
  try {
    await findBucket(cloud, name);
    return undefined;
  } catch (error) {
    const there = bucketRegion(error, cloud.region);
    if (there || isKind(error, 'AccessDenied')) return there; // the bucket's own part checks the owner
    throw error;
  }
}

/** When the role may not be read, its own part reports that. */
const HIDDEN = ['AccessDenied', 'AccessDeniedException'];

async function roleElsewhere(cloud: Owned, name: string): Promise<string | undefined> {
  const found = await absentWhen(HIDDEN, () => findRole(cloud, name));
  return otherRegion(cloud.tags, found?.Tags);
}
