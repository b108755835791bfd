// The whole state of one stage of a system. Values that differ from run to run are replaced, so that two runs can be
// compared. It also shows a second VPC or mapping, because it lists all of them.

import { unwatched } from '../engine/wait.ts';
import type { OpenSystem } from './open-system.ts';

/** Ids and times that AWS makes. */
const VOLATILE = [
  /\b(vpc|subnet|sg|sgr|rtb|vpce|eni|acl)-[0-9a-f]+/g,
  /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g,
  /\d{4}-\d\d-\d\dT[\d:.]+(Z|\+0000)/g,
  /\b(AROA|AIDA)[A-Z0-9]+/g,
  /\b[0-9a-f]{8}\b/g, // of an HTTP API and what is in it
  /\{\\"crv\\".*?\}/g, // a key that `up` made
];
const MOMENTS =
  /^(LastModified|LastProcessingResult|RevisionId|CreatedTimestamp|LastModifiedTimestamp|CreateDate|AlarmConfigurationUpdatedTimestamp|State\w+Timestamp|StateReason|StateReasonData|.*MessagesDelayed|.*NotVisible|ApproximateNumberOfMessages|INVITATION_KEY(_ID)?|UPLOAD_SECRET)$/;

type Whole = Pick<OpenSystem, 'cloud' | 'settings' | 'name' | 'steps' | 'left'>;

export async function snapshot({ cloud, settings, name, steps, left }: Whole): Promise<object> {
  const ctx = unwatched();
  const described = await Promise.all(steps.map(async (step) => [step.title, await step.describe(ctx)] as const));
  const listed = (await left()).map((one) => `${one.service} ${one.name}`).sort();
  const text = JSON.stringify({ parts: Object.fromEntries(described), listed }, (key, value) =>
    MOMENTS.test(key) ? 'then' : value,
  );
  const neutral = VOLATILE.reduce((now, pattern) => now.replace(pattern, 'some-id'), text);
  return JSON.parse(
    neutral
      .replaceAll(name, 'STACK')
      .replaceAll(cloud.account, 'ACCOUNT')
      .replaceAll(`:${settings.STAGE}:`, ':STAGE:')
      .replaceAll(` ${settings.STAGE},`, ' STAGE,') // the text of a dashboard names its owner
      .replaceAll(`"${settings.STAGE}"`, '"STAGE"'),
  );
}
