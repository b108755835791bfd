// The whole state of one stage of a system. Values that differ from run to run are replaced, so that two runs can be
// compared. It also shows a second VPC or mapping, because it lists all of them.

import { unwatched } from '../engine/wait.ts';
import type { OpenSystem } from './open-system.ts';

/** Ids and times that AWS makes, and ports of local databases. */
const VOLATILE = [
  /\b(vpc|subnet|sg|sgr|rtb|rtbassoc|igw|vpce|eni|acl)-[0-9a-f]+/g,
  /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g,
  /\d{4}-\d\d-\d\dT[\d:.]+(Z|\+0000)/g,
  /\b(AROA|AIDA|AIPA)[A-Z0-9]+/g,
  /\b[0-9a-f]{8}\b/g, // of an HTTP API and what is in it
  /\b(i|vol)-[0-9a-f]{17}\b/g,
  // A key, its public half, and the boot text that names a volume.
  /\{\\"crv\\":[^}]*\}/g,
  /(?<=\bboot\/\w+\.json":")[\w+/]{43}=/g,
  /\bboot\/[0-9a-f]{64}\.json/g,
  /\bdb-[0-9A-Z]{20,}/g,
  // Of a load balancer, what is behind it, its address, and a revision.
  /\b(targetgroup|app)\/[\w-]+(\/[0-9a-z]{16})+/g,
  /-[0-9a-z]{8}(?=\.[\w-]+\.elb\.)/g,
  /\b[0-9a-f]{12}-[0-9a-f]{12}\b/g, // the tag that says which secrets Grafana has
  /(?<=:scalable-target\/)[0-9a-f]{32}/g,
  /(?<=:task-definition\/[\w-]+):\d+/g,
];
/** Also secrets, what is packed with an id or a port in it, and the past of an ECS service. */
const MOMENTS =
  /^(LastModified|LastProcessingResult|RevisionId|CreatedTimestamp|LastModifiedTimestamp|CreateDate|AlarmConfigurationUpdatedTimestamp|State\w+Timestamp|StateReason|StateReasonData|.*MessagesDelayed|.*NotVisible|ApproximateNumberOfMessages|port|DATABASE_PORT|INVITATION_KEY(_ID)?|UPLOAD_SECRET|value|madeAt|fingerprint|validTo|inside|passwords|revision|events|GF_DATABASE_HOST|DATA_SOURCES|DATA_BOARD|SYSTEM_BOARD|SECRETS_MARK)$/;

/** Of an alarm; whether a number has been measured when it is made differs from run to run. */
const ALARM_STATES: readonly unknown[] = ['OK', 'ALARM', 'INSUFFICIENT_DATA'];

interface Tag {
  readonly Key: string;
}

/** Tags have no order: parts that work at the same time may write them in any. */
const isTags = (value: unknown): value is Tag[] => Array.isArray(value) && value.every((one) => one?.Key !== undefined);
const byKey = (tags: readonly Tag[]) => tags.toSorted((a, b) => (a.Key < b.Key ? -1 : 1));

type Whole = Pick<OpenSystem, 'cloud' | 'settings' | 'name' | 'steps' | 'left'>;

export async function snapshot({ cloud, settings, name, steps, left }: Whole): Promise<object> {
  const ctx = unwatched();
  const described = await Promise.all(steps.map(async (step) => [step.title, await step.describe(ctx)] as const));
  const listed = (await left()).map((one) => `${one.service} ${one.name}`).sort();
  const text = JSON.stringify({ parts: Object.fromEntries(described), listed }, (key, value) =>
    MOMENTS.test(key) || ALARM_STATES.includes(value) ? 'then' : isTags(value) ? byKey(value) : value,
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
