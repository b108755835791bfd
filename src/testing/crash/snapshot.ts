// The whole state of one stage, with everything that differs from run to run replaced, so that two runs can be compared.
// Notice: it counts too. A second VPC or mapping is told by the listing, whatever the parts themselves see.

import type { Owned } from '../../aws/clients.ts';
import type { Removable } from '../../engine/lifecycle.ts';
import { unwatched } from '../../engine/wait.ts';
import { findLeftovers } from '../../operate/leftovers/find.ts';

import { names } from '../../systems/line-counter/names.ts';
import { lineCounter } from '../../systems/line-counter/parts.ts';
import type { LineCounterSettings } from '../../systems/line-counter/settings.ts';

/** Ids and moments that AWS makes. */
const VOLATILE = [
  /\b(vpc|subnet|sg|sgr|rtb|vpce|eni|acl)-[0-9a-f]+/g,
  /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g,
  /\d{4}-\d\d-\d\dT[\d:.]+(Z|\+0000)/g,
  /\b(AROA|AIDA)[A-Z0-9]+/g,
];
const MOMENTS =
  /^(LastModified|LastProcessingResult|RevisionId|CreatedTimestamp|LastModifiedTimestamp|CreateDate|AlarmConfigurationUpdatedTimestamp|State\w+Timestamp|StateReason|StateReasonData|.*MessagesDelayed|.*NotVisible|ApproximateNumberOfMessages)$/;

export async function snapshot(cloud: Owned, settings: LineCounterSettings): Promise<object> {
  const { network, topicToEmail: _, alarms, ...rest } = lineCounter(cloud, settings);
  const ctx = unwatched();
  const { broken, warning, operators, dashboard } = alarms;
  const metricAlarms = Object.fromEntries(alarms.metricAlarms.map(({ row, alarm }) => [row.name, alarm]));
  const all = { ...network, ...rest, broken, warning, operators, dashboard, ...metricAlarms };
  const parts = Object.entries(all) as [string, Removable][];
  const described = await Promise.all(parts.map(async ([name, part]) => [name, await part.describe(ctx)] as const));
  const is = names(cloud, settings);
  const listed = (await findLeftovers(cloud, lineCounter(cloud, settings)))
    .map(({ service, name }) => `${service} ${name}`)
    .sort();
  const text = JSON.stringify({ parts: Object.fromEntries(described), listed }, (key, value) =>
    MOMENTS.test(key) ? 'then' : value,
  );
  const neutral = VOLATILE.reduce((now, pattern) => now.replace(pattern, 'some-id'), text);
  return JSON.parse(
    neutral
      .replaceAll(is.stack, 'STACK')
      .replaceAll(`:${settings.STAGE}:`, ':STAGE:')
      .replaceAll(` ${settings.STAGE},`, ' STAGE,') // a dashboard says in its text whose it is
      .replaceAll(`"${settings.STAGE}"`, '"STAGE"'),
  );
}
