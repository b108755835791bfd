// Every way in which somebody may break a resource by hand, by the kind of its step. The tests repair each of them. An
// exercise may break one thing in secret.

import type { Owned } from '../aws/clients.ts';
import type { AnyStep } from '../engine/lifecycle.ts';
import { unwatched } from '../engine/wait.ts';
import { certificateBreaks } from './acm/breaks.ts';
import { httpApiBreaks, integrationBreaks, routeBreaks, stageBreaks } from './apigateway/breaks.ts';
import { scalableTargetBreaks, scalingPolicyBreaks } from './application-autoscaling/breaks.ts';
import type { Breaks } from './break.ts';
import { alarmBreaks, compositeAlarmBreaks, dashboardBreaks } from './cloudwatch/breaks.ts';
import { tableBreaks } from './dynamodb/breaks.ts';
import { instanceBreaks, volumeBreaks } from './ec2/breaks.ts';
import { repositoryBreaks } from './ecr/breaks.ts';
import { clusterBreaks, serviceBreaks, taskDefinitionBreaks } from './ecs/breaks.ts';
import { cacheBreaks, subnetGroupBreaks } from './elasticache/breaks.ts';
import { listenerBreaks, loadBalancerBreaks, targetGroupBreaks } from './elbv2/breaks.ts';
import { instanceProfileBreaks, managedPolicyBreaks, roleBreaks } from './iam/breaks.ts';
import {
  asyncInvocationBreaks,
  environmentBreaks,
  functionBreaks,
  mappingBreaks,
  permissionBreaks,
} from './lambda/breaks.ts';
import { logGroupBreaks, queryBreaks } from './logs/breaks.ts';
import { dbInstanceBreaks, dbSubnetGroupBreaks } from './rds/breaks.ts';
import { bootFilesBreaks, bucketBreaks, corsBreaks, notificationBreaks } from './s3/breaks.ts';
import { scheduleBreaks } from './scheduler/breaks.ts';
import { topicBreaks } from './sns/breaks.ts';
import { queueBreaks } from './sqs/breaks.ts';
import { parameterBreaks } from './ssm/breaks.ts';
import { endpointBreaks, gatewayBreaks, routeTableBreaks, rulesBreaks, subnetBreaks, vpcBreaks } from './vpc/breaks.ts';

export const BREAKS = {
  Alarm: alarmBreaks,
  'Asynchronous invocation': asyncInvocationBreaks,
  'Boot files': bootFilesBreaks,
  Cache: cacheBreaks,
  'Cache subnet group': subnetGroupBreaks,
  Certificate: certificateBreaks,
  'Composite alarm': compositeAlarmBreaks,
  'CORS rule': corsBreaks,
  Dashboard: dashboardBreaks,
  'DB instance': dbInstanceBreaks,
  'DB subnet group': dbSubnetGroupBreaks,
  'DynamoDB table': tableBreaks,
  'ECR repository': repositoryBreaks,
  'ECS cluster': clusterBreaks,
  'ECS service': serviceBreaks,
  Environment: environmentBreaks,
  'HTTP API': httpApiBreaks,
  'IAM policy': managedPolicyBreaks,
  'IAM role': roleBreaks,
  Integration: integrationBreaks,
  Instance: instanceBreaks,
  'Instance profile': instanceProfileBreaks,
  'Internet gateway': gatewayBreaks,
  'Lambda function': functionBreaks,
  Listener: listenerBreaks,
  'Load balancer': loadBalancerBreaks,
  'Log group': logGroupBreaks,
  Mapping: mappingBreaks,
  Notification: notificationBreaks,
  Parameter: parameterBreaks,
  Permission: permissionBreaks,
  Route: routeBreaks,
  'Route table': routeTableBreaks,
  Rules: rulesBreaks,
  'S3 bucket': bucketBreaks,
  'Saved query': queryBreaks,
  'Scalable target': scalableTargetBreaks,
  'Scaling policy': scalingPolicyBreaks,
  Schedule: scheduleBreaks,
  'SNS topic': topicBreaks,
  'SQS queue': queueBreaks,
  Stage: stageBreaks,
  Subnet: subnetBreaks,
  'Task definition': taskDefinitionBreaks,
  'Target group': targetGroupBreaks,
  Volume: volumeBreaks,
  VPC: vpcBreaks,
  'VPC endpoint': endpointBreaks,
} as const;

/** Kinds that cannot be broken and then repaired, and why. */
export const UNBREAKABLE: Readonly<Record<string, string>> = {
  'Container image': 'Its tag is the hash of its content, and the repository gives a tag to one image only.',
  'Database schema': 'It is inside a private database, which only a function reaches.',
  'E-mail subscription': 'SNS lets nobody change its address; a subscription that somebody ended is absent.',
  'Schedule group': 'It has a name and tags, and nothing else.',
  'Volume attachment': 'A volume that somebody detached is attached again, so it is absent and then created.',
  'Security group': 'It has a name and nothing else; its rules are a part of their own.',
};

/** Ways to break a thing of this kind. Empty for an unbreakable kind. @throws where the kind is in neither list */
export function breaksOf(kind: string): Breaks<unknown> {
  if (kind in UNBREAKABLE) return {};
  const found = (BREAKS as Readonly<Record<string, Breaks<never>>>)[kind];
  if (!found)
    throw new Error(`How is a ${kind} broken by hand? Write it into src/resources/breaks.ts, or why it cannot be.`);
  return found as Breaks<unknown>;
}

export interface Broken {
  /** "somebody suspends versioning" */
  readonly story: string;
  /** What the next run names. */
  readonly field: string;
}

/**
 * Breaks a live thing of ours by hand. Leaves things that belong to somebody else.
 * @param how "somebody suspends versioning"; "first" or "every" of the ways that fit the thing
 * @returns what was done, in this order; nothing for an unbreakable kind
 * @throws where the thing is absent, or where the way does not fit it
 */
export async function breakByHand(cloud: Owned, step: AnyStep, how: string = 'first'): Promise<Broken[]> {
  const ways = Object.entries(breaksOf(step.kind));
  if (step.kept || !ways.length) return [];
  const live = await step.describe(unwatched());
  if (live === undefined) throw new Error(`${step.title} is not there to be broken.`);
  const fitting = ways.filter(([, { fits }]) => fits?.(live) ?? true);
  const alone = fitting.filter(([, { spreads }]) => !spreads);
  if (how === 'first' && !alone.length && fitting.length) return [];
  const chosen =
    how === 'every' ? fitting : how === 'first' ? alone.slice(0, 1) : fitting.filter(([story]) => story === how);
  if (!chosen.length) throw new Error(`${step.title} cannot be broken this way: ${how}.`);
  const done: Broken[] = [];
  for (const [story, { field, byHand }] of chosen) {
    await byHand(cloud, live, step.name);
    done.push({ story, field: typeof field === 'string' ? field : field(live) });
  }
  return done;
}

/** Breaks each of them. @returns title of each broken step -> the fields that the next run must name */
export async function breakAll(
  cloud: Owned,
  steps: readonly AnyStep[],
  how: 'first' | 'every' = 'first',
): Promise<Record<string, string[]>> {
  const fields: Record<string, string[]> = {};
  for (const step of steps) {
    const broken = await breakByHand(cloud, step, how);
    if (broken.length) fields[step.title] = broken.map(({ field }) => field);
  }
  return fields;
}
