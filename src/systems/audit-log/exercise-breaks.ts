// What each exercise of the audit log breaks.

import { PutObjectCommand } from '@aws-sdk/client-s3';
import { setVariable } from '../../operate/drills/breaking.ts';
import type { ExerciseSite } from '../../operate/exercises/exercise.ts';
import { breakByHand } from '../../resources/breaks.ts';
import { namesOf } from './names.ts';
import { auditLog } from './parts.ts';
import { auditLogSettings } from './settings.ts';

export async function failuresLost({ cloud, env }: ExerciseSite): Promise<void> {
  const { retries } = auditLog(cloud, auditLogSettings(env));
  await breakByHand(cloud, retries, 'somebody lets failed events be lost');
}

export async function otherTable(site: ExerciseSite): Promise<void> {
  const { cloud, env } = site;
  const { bucket, writer, table } = namesOf(cloud, auditLogSettings(env));
  await setVariable(site, writer, 'TABLE_NAME', `${table}-2`);
  const Body = 'parte,valor\nA,10\n';
  await cloud.s3.send(new PutObjectCommand({ Bucket: bucket, Key: 'contrato.csv', Body }));
}
