// Names, ids and tags in the fields of a call.

import type { Fields } from './call.ts';

/** Fields for which an ARN has another word. */
const WORDS: Readonly<Record<string, string>> = {
  Bucket: 'BucketName',
  GroupId: 'SecurityGroupId',
  Key: 'ObjectName',
  Name: 'TopicName',
  QueueUrl: 'QueueName',
  RoleName: 'RoleNameWithPath',
};

/** All values, by the word of an ARN in small letters; ARNs are under "arn". */
export function fieldsOf({
  service,
  input,
  output = {},
}: {
  service?: string;
  input: Fields;
  output?: Fields | undefined;
}): Map<string, string[]> {
  const found = new Map<string, string[]>();
  const words = service === 'Scheduler' ? { Name: input.GroupName ? 'ScheduleName' : 'GroupName' } : WORDS;
  const nested = [input, input.Delete, output, ...Object.values(output)]
    .filter(isFields)
    .flatMap(Object.entries<unknown>);
  for (const [field, value] of nested)
    for (const one of [value].flat()) {
      if (isFields(one) && typeof one.Key === 'string') add('objectname', one.Key); // objects to delete
      if (typeof one !== 'string' || one === '' || field === 'DestinationArn') continue;
      const name = field.replace(/^(Add|Remove)/, '').replace(/s$/, '');
      // A URL ends with the name of its queue, a subscription's ARN begins with that of its topic.
      if (field === 'SubscriptionArn') add('arn', one.replace(/:[^:]+$/, ''));
      else if (one.startsWith('arn:')) add('arn', one);
      else if (one.startsWith('/') && /^(Name|ResourceId)$/.test(field))
        add('ParameterNameWithoutLeadingSlash', one.slice(1));
      else add((words as typeof WORDS)[name] ?? name, field === 'QueueUrl' ? one.replace(/.*\//, '') : one);
    }
  return found;

  function add(word: string, value: string) {
    const key = word.toLowerCase();
    found.set(key, [...new Set([...(found.get(key) ?? []), value])]);
  }
}

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** @param pattern "arn:aws:s3:::${BucketName}/${ObjectName}" @returns every ARN of it, with its last name */
export function namesIn(pattern: string, fields: ReadonlyMap<string, readonly string[]>) {
  const [word, name] = /\$\{(\w+)\}/.exec(pattern) ?? [];
  if (!word || !name) return [{ arn: pattern, id: '' }];
  const shape = new RegExp(`^${pattern.replaceAll(/\$\{\w+\}/g, '.+')}$`);
  const whole = (fields.get('arn') ?? []).filter((arn) => shape.test(arn)).map((arn) => ({ arn, id: '' }));
  const parts: { arn: string; id: string }[] = (fields.get(name.toLowerCase()) ?? []).flatMap((value) =>
    namesIn(
      pattern.replace(word, () => value),
      fields,
    ).map(({ arn, id }) => ({ arn, id: id || value })),
  );
  return [...new Map([...whole, ...parts].map((one) => [one.arn, one])).values()];
}

/** Does the operation make things of this kind? A new cache has members. */
export const madeBy = (operation: string, kind: string): boolean =>
  /^(Create|Put)/.test(operation) &&
  (operation.toLowerCase().endsWith(kind.toLowerCase().replaceAll('-', '')) ||
    (operation === 'CreateReplicationGroup' && kind === 'cluster'));

/** Tags that a call gives, in every shape. */
export function tagsIn(input: Fields): Readonly<Record<string, string>> {
  const { TagSpecifications = [], CreateBucketConfiguration } = input as { TagSpecifications?: Fields[] } & Fields;
  const places = [
    input,
    ...TagSpecifications,
    ...(isFields(CreateBucketConfiguration) ? [CreateBucketConfiguration] : []),
  ];
  const tags = places.flatMap(({ Tags, tags }) => [Tags, tags]).filter((one) => one !== undefined);
  return Object.fromEntries(
    tags.flatMap((one) =>
      Array.isArray(one) ? one.map(({ Key, Value }) => [Key, Value]) : Object.entries(one as Record<string, string>),
    ),
  );
}
