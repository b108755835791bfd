// A table as DynamoDB describes it, in four calls, and its keys in our words.

import {
  type AttributeDefinition,
  DescribeContinuousBackupsCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  type GlobalSecondaryIndexDescription,
  type KeySchemaElement,
  ListTagsOfResourceCommand,
  type ScalarAttributeType,
  type Tag,
} from '@aws-sdk/client-dynamodb';
import type { Owned } from '../../aws/clients.ts';
import { isKind } from '../../engine/problems.ts';
import { absentWhen } from '../../engine/wait.ts';

/** Names and types ("S", "N", "B") of one or two attributes: the first is the partition key, the second the sort key. */
export type Keys = Readonly<Record<string, ScalarAttributeType>>;

export interface Table {
  readonly name: string;
  readonly arn: string;
  /** CREATING, ACTIVE, UPDATING, DELETING … */
  readonly status: string;
  /** Of each index that is there. */
  readonly indexStates: readonly (string | undefined)[];
  readonly settings: Readonly<Record<string, unknown>> & {
    readonly DeletionProtectionEnabled: boolean;
    /** Name of the attribute, where it is on. */
    readonly TimeToLive: string | undefined;
  };
  readonly tags: readonly Tag[];
}

export const TABLE_ABSENT = ['ResourceNotFoundException', 'TableNotFoundException'];

const ROLES = ['HASH', 'RANGE'] as const;

/** { HASH: "file S", RANGE: "event S" } */
export const wordsOf = (keys: Keys) =>
  Object.fromEntries(Object.entries(keys).map(([name, type], index) => [String(ROLES[index]), `${name} ${type}`]));

export const schemaOf = (keys: Keys): KeySchemaElement[] =>
  Object.keys(keys).map((AttributeName, index) => ({ AttributeName, KeyType: ROLES[index] }));

/** Each attribute once; DynamoDB refuses one that no key uses. */
export const definitionsOf = (all: readonly Keys[]): AttributeDefinition[] =>
  Object.entries(Object.assign({}, ...all) as Keys).map(([AttributeName, AttributeType]) => ({
    AttributeName,
    AttributeType,
  }));

/** Has every change taken effect, also those of its indexes? */
export const isSettled = ({ status, indexStates }: Table): boolean =>
  [status, ...indexStates].every((state) => state === 'ACTIVE');

export async function findTable({ dynamodb }: Owned, name: string): Promise<Table | undefined> {
  const at = { TableName: name };
  const answer = await absentWhen(TABLE_ABSENT, () => dynamodb.send(new DescribeTableCommand(at)));
  const table = answer?.Table;
  if (!table?.TableArn) return undefined;
  const arn = table.TableArn;
  const { TableStatus: status = '', AttributeDefinitions = [], KeySchema = [], GlobalSecondaryIndexes = [] } = table;
  const words = (schema: readonly KeySchemaElement[] = []) => inWords(schema, AttributeDefinitions);
  const shown = { name, arn, status, indexStates: GlobalSecondaryIndexes.map(({ IndexStatus }) => IndexStatus) };
  const of = {
    KeySchema: words(KeySchema),
    // A table that was never on demand has no summary (recorded on AWS: localstack, test_table_crud).
    BillingMode: table.BillingModeSummary?.BillingMode ?? 'PROVISIONED',
    DeletionProtectionEnabled: table.DeletionProtectionEnabled ?? false,
    ...Object.fromEntries(
      GlobalSecondaryIndexes.map((index) => [`Index ${index.IndexName}`, indexWords(index, words(index.KeySchema))]),
    ),
  };
  const tags = await tagsOf({ dynamodb }, arn);
  if (!tags) return undefined;
  // Of a table that is being made or deleted DynamoDB tells nothing else.
  if (!['ACTIVE', 'UPDATING'].includes(status)) return { ...shown, tags, settings: { ...of, TimeToLive: undefined } };
  const rest = await absentWhen(TABLE_ABSENT, () =>
    Promise.all([
      dynamodb.send(new DescribeContinuousBackupsCommand(at)),
      dynamodb.send(new DescribeTimeToLiveCommand(at)),
    ]),
  );
  if (!rest) return undefined;
  const [backups, { TimeToLiveDescription: ttl }] = rest;
  const isOn = ['ENABLED', 'ENABLING'].includes(ttl?.TimeToLiveStatus ?? '');
  const PointInTimeRecovery =
    backups.ContinuousBackupsDescription?.PointInTimeRecoveryDescription?.PointInTimeRecoveryStatus;
  return {
    ...{ ...shown, tags },
    settings: { ...of, PointInTimeRecovery, TimeToLive: isOn ? ttl?.AttributeName : undefined },
  };
}

const inWords = (schema: readonly KeySchemaElement[], definitions: readonly AttributeDefinition[]) =>
  Object.fromEntries(
    schema.map(({ AttributeName, KeyType }) => {
      const type = definitions.find((one) => one.AttributeName === AttributeName)?.AttributeType;
      return [String(KeyType), `${AttributeName} ${type}`];
    }),
  );

/** An index that holds only some attributes says so, and then is not as declared. */
const indexWords = ({ Projection }: GlobalSecondaryIndexDescription, keys: object) =>
  Projection?.ProjectionType === 'ALL' ? keys : { ...keys, Projection: Projection?.ProjectionType };

/**
 * Every page of them: DynamoDB answers ten at a time. `undefined` when the table went meanwhile. For a table that is not
 * there DynamoDB says AccessDenied, so that nobody learns which tables there are.
 */
export async function tagsOf(
  { dynamodb }: Pick<Owned, 'dynamodb'>,
  ResourceArn: string,
): Promise<readonly Tag[] | undefined> {
  const found: Tag[] = [];
  try {
    for (let NextToken: string | undefined, first = true; first || NextToken; first = false) {
      const page = await dynamodb.send(new ListTagsOfResourceCommand({ ResourceArn, NextToken }));
      found.push(...(page.Tags ?? []));
      NextToken = page.NextToken;
    }
    return found;
  } catch (error) {
    if (isKind(error, ...TABLE_ABSENT)) return undefined;
    const TableName = ResourceArn.split('/').at(-1);
    if (!isKind(error, 'AccessDeniedException', 'AccessDenied')) throw error;
    const there = await absentWhen(TABLE_ABSENT, () => dynamodb.send(new DescribeTableCommand({ TableName })));
    if (there) throw error;
    return undefined;
  }
}
