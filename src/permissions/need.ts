// What IAM asks about a call: which action, on which resource, and what conditions may look at.
// Notice: one call may need several. CreateSubnet is asked about for the subnet that is to be, for the VPC that it is
// put into, and for the tags that it is given.

import type { Fields } from './call.ts';

export interface Need {
  /** "ec2:CreateSubnet" */
  readonly action: string;
  /** An ARN; '*' where AWS knows no narrower resource. */
  readonly resource: string;
  /** Condition keys and their values: "aws:RequestTag/stage". */
  readonly context: Readonly<Record<string, string>>;
}

/** Where the calls were made, and what earlier calls told. */
export interface World {
  /** "arn:aws:sqs:us-east-1:000000000000:name" */
  arn(service: string, resource: string): string;
  /** The same without a region, which IAM has none of: "arn:aws:iam::000000000000:role/name". */
  globalArn(service: string, resource: string): string;
  bucketArn(bucket: string): string;
  /** Tags that an EC2 thing was given when it was made; none for what AWS made by itself. */
  tagsOf(id: string): Tags;
  /** The permissions boundary of a role, an ARN. */
  boundaryOf(role: string): string;
  /** The function that an event source mapping calls, an ARN. */
  functionOf(mapping: string): string;
}

export type Tags = Readonly<Record<string, string>>;

/** From the input of a call, and of a create call its output, to what it needs. */
export type Needing = (input: Fields, world: World, output: Fields) => readonly Need[];

export const need = (action: string, resource = '*', context: Need['context'] = {}): Need => ({
  action,
  resource,
  context,
});

/** Several actions on one resource. */
export const needs = (actions: readonly string[], resource = '*', context: Need['context'] = {}): Need[] =>
  actions.map((action) => need(action, resource, context));

/** Tags as condition keys: of the request, or of the resource that is there. */
export const tagged = (what: 'RequestTag' | 'ResourceTag', tags: Tags): Need['context'] =>
  Object.fromEntries(Object.entries(tags).map(([key, value]) => [`aws:${what}/${key}`, value]));

/** `[{ Key, Value }]` as a map. */
export const tagMap = (tags: readonly { Key?: string; Value?: string }[] = []): Tags =>
  Object.fromEntries(tags.map(({ Key, Value }) => [String(Key), String(Value)]));
