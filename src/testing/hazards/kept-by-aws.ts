// Not a hazard, but what AWS keeps and the local cloud drops: the formula of an alarm, the tags of a dashboard, saved
// queries, the metrics configuration of a bucket, and the new engine of a cache. Kept in memory, in the forms of the
// API references.

import { randomUUID } from 'node:crypto';
import { refuse } from './refusal.ts';
import { type Answer, asked, type Call, type Hazard, is } from './wire.ts';

interface Query {
  readonly queryDefinitionId: string;
  readonly name: string;
}

export function keptByAws(): Hazard {
  const formulas = new Map<string, unknown>();
  const dashboardTags = new Map<string, unknown>();
  const queries = new Map<string, Query>();
  const reported = new Map<string, string>();
  const engines = new Map<string, string>();

  return async (call, pass) => {
    const kept = savedQueries(queries, call) ?? requestMetrics(reported, call);
    if (kept) return kept;
    if (is(call, 'ListTagsForResource') && asked(call, 'ResourceARN').includes(':dashboard/')) {
      const name = asked(call, 'ResourceARN').split('/').at(-1) ?? '';
      return json({ Tags: dashboardTags.get(name) ?? [] });
    }
    const answer = withEngines(engines, call, await pass());
    if (call.service !== 'monitoring' || answer.status >= 300) return answer;
    if (is(call, 'PutMetricAlarm')) formulas.set(asked(call, 'AlarmName'), call.input.Metrics);
    // Tags count only at creation (CloudWatch API reference, PutDashboard).
    if (is(call, 'PutDashboard') && !dashboardTags.has(asked(call, 'DashboardName')))
      dashboardTags.set(asked(call, 'DashboardName'), call.input.Tags ?? []);
    if (is(call, 'DeleteDashboards'))
      for (const name of call.input.DashboardNames as string[]) dashboardTags.delete(name);
    return is(call, 'DescribeAlarms') ? withFormulas(answer, formulas) : answer;
  };
}

const json = (body: object): Answer => ({
  status: 200,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

/** An alarm with a formula has no metric and no statistic of its own. */
function withFormulas(answer: Answer, formulas: ReadonlyMap<string, unknown>): Answer {
  const told = JSON.parse(answer.body);
  for (const alarm of told.MetricAlarms ?? []) {
    const Metrics = formulas.get(alarm.AlarmName);
    if (Metrics) Object.assign(alarm, { Metrics, Statistic: undefined, Period: undefined });
  }
  return { ...answer, body: JSON.stringify(told) };
}

/** A Redis cache that was changed into a Valkey cache. */
function withEngines(engines: Map<string, string>, call: Call, answer: Answer): Answer {
  const id = asked(call, 'ReplicationGroupId');
  if (is(call, 'ModifyReplicationGroup') && asked(call, 'Engine')) engines.set(id, asked(call, 'Engine'));
  if (is(call, 'DeleteReplicationGroup')) engines.delete(id);
  const engine = is(call, 'DescribeReplicationGroups') && engines.get(id);
  return engine ? { ...answer, body: answer.body.replace(/<Engine>\w+</g, `<Engine>${engine}<`) } : answer;
}

/** CloudWatch Logs allows two queries of one name. Only the id is unique. */
function savedQueries(queries: Map<string, Query>, call: Call): Answer | undefined {
  const queryDefinitionId = asked(call, 'queryDefinitionId');
  if (is(call, 'PutQueryDefinition')) {
    if (queryDefinitionId && !queries.has(queryDefinitionId)) return missing(call);
    const id = queryDefinitionId || randomUUID();
    queries.set(id, { ...(call.input as unknown as Query), queryDefinitionId: id });
    return json({ queryDefinitionId: id });
  }
  if (is(call, 'DescribeQueryDefinitions')) {
    const prefix = asked(call, 'queryDefinitionNamePrefix');
    return json({ queryDefinitions: [...queries.values()].filter(({ name }) => name.startsWith(prefix)) });
  }
  if (!is(call, 'DeleteQueryDefinition')) return undefined;
  return queries.delete(queryDefinitionId) ? json({ success: true }) : missing(call);
}

/** By bucket, and deleted with it. The local cloud takes such a call for one about the bucket itself. */
function requestMetrics(reported: Map<string, string>, call: Call): Answer | undefined {
  const bucket = asked(call, 'Bucket');
  if (is(call, 'DeleteBucket')) reported.delete(bucket);
  if (!call.operation.endsWith('BucketMetricsConfiguration')) return undefined;
  if (is(call, 'PutBucketMetricsConfiguration')) {
    reported.set(bucket, call.body);
    return { status: 200, headers: {}, body: '' };
  }
  const body = reported.get(bucket);
  if (body === undefined)
    return refuse(call, 'NoSuchConfiguration', 'The specified configuration does not exist.', 404);
  if (is(call, 'GetBucketMetricsConfiguration'))
    return { status: 200, headers: { 'content-type': 'application/xml' }, body };
  reported.delete(bucket);
  return { status: 204, headers: {}, body: '' };
}

const missing = (call: Call) => refuse(call, 'ResourceNotFoundException', 'The query definition does not exist.');
