// A table: items found by their keys, paid by request, and by size.
// Notice: DynamoDB takes one change of a table at a time and refuses every other call until it has taken effect, so each
// change here is followed by a wait. Its settings live in four places (table, backups, time to live, tags), each with calls
// of its own.

import {
  CreateTableCommand,
  DeleteTableCommand,
  UpdateContinuousBackupsCommand,
  UpdateTableCommand,
  type UpdateTableCommandInput,
} from '@aws-sdk/client-dynamodb';
import type { Owned } from '../../aws/clients.ts';
import { may } from '../../aws/rights.ts';
import { isOurs, tagList } from '../../aws/tags.ts';
import { differences } from '../../engine/drift.ts';
import type { Purpose } from '../../engine/lifecycle.ts';
import { Problem } from '../../engine/problems.ts';
import { defineStep } from '../../engine/step.ts';
import { absentWhen, type Context, type RetryableError, retryOn, until } from '../../engine/wait.ts';
import {
  definitionsOf,
  findTable,
  isSettled,
  type Keys,
  schemaOf,
  TABLE_ABSENT,
  type Table,
  wordsOf,
} from './find-table.ts';
import { changeTimeToLive } from './time-to-live.ts';

export interface TableSettings {
  /** 3 to 255 letters, digits, "_", "." or "-". */
  name: string;
  about: Purpose;
  /** They never change: a table with other keys is another table. */
  key: Keys;
  /** Other keys under which items are found, by the name of the index. Every index holds all attributes. */
  indexes?: Readonly<Record<string, Keys>>;
  /** Name of the attribute with the second (since 1970) after which DynamoDB deletes an item; none is deleted unless told. */
  timeToLive?: string;
  /** Shall DynamoDB refuse to delete the table? `remove` switches it off first. */
  deletionProtection?: boolean;
}

/** Seconds; Terraform allows 30 minutes for a table with its indexes. */
const PATIENCE = 1800;

/** A change of this table, or of very many tables, is under way. */
const busy: RetryableError = {
  kinds: ['ResourceInUseException', 'LimitExceededException'],
  because: {
    en: 'DynamoDB is still busy with an earlier change of the table',
    pt: 'o DynamoDB ainda está ocupado com uma mudança anterior da tabela',
  },
  patience: PATIENCE,
};
const notKnownYet: RetryableError = {
  kinds: TABLE_ABSENT,
  because: {
    en: 'DynamoDB does not know the new table everywhere yet',
    pt: 'o DynamoDB ainda não conhece a tabela nova em todo lugar',
  },
  patience: 60,
};
/** Seconds after a table is made, minutes at worst (Terraform allows 20). */
const backupsComing: RetryableError = {
  kinds: ['ContinuousBackupsUnavailableException'],
  because: {
    en: 'DynamoDB is still switching on the backups of the new table',
    pt: 'o DynamoDB ainda está ligando os backups da tabela nova',
  },
  patience: 1200,
};

export function dynamoTable(cloud: Owned, settings: TableSettings) {
  const { dynamodb, tags } = cloud;
  const { name, about, key, indexes = {}, timeToLive, deletionProtection = false } = settings;
  const TableName = name;
  const at = { TableName };
  const wanted = {
    KeySchema: wordsOf(key),
    BillingMode: 'PAY_PER_REQUEST' as const,
    DeletionProtectionEnabled: deletionProtection,
    PointInTimeRecovery: 'ENABLED',
    TimeToLive: timeToLive,
    ...Object.fromEntries(Object.entries(indexes).map(([index, keys]) => [`Index ${index}`, wordsOf(keys)])),
  };
  const indexOf = (IndexName: string, keys: Keys) => ({
    IndexName,
    KeySchema: schemaOf(keys),
    Projection: { ProjectionType: 'ALL' as const },
  });

  /** One change, and the wait until it has taken effect. */
  const change = async (ctx: Context, send: () => Promise<unknown>) => {
    await retryOn(ctx, [busy, notKnownYet, backupsComing], send);
    await until(
      ctx,
      { en: `waiting for ${name} to take its change`, pt: `à espera de que ${name} aceite a mudança` },
      PATIENCE,
      async () => {
        const live = await findTable(cloud, name);
        return live && isSettled(live) ? live : undefined;
      },
    );
  };
  const update = (ctx: Context, what: Omit<UpdateTableCommandInput, 'TableName'>) =>
    change(ctx, () => dynamodb.send(new UpdateTableCommand({ ...at, ...what })));
  /** An index cannot be changed, only made: one that is there with other keys is deleted first. The items stay. */
  const renewIndex = async (ctx: Context, IndexName: string, isThere: boolean) => {
    const keys = indexes[IndexName] ?? {};
    if (isThere) await update(ctx, { GlobalSecondaryIndexUpdates: [{ Delete: { IndexName } }] });
    await update(ctx, {
      AttributeDefinitions: definitionsOf([key, keys]),
      GlobalSecondaryIndexUpdates: [{ Create: indexOf(IndexName, keys) }],
    });
  };

  return defineStep<object, Table>({
    kind: 'DynamoDB table',
    name,
    about: {
      ...about,
      costs: {
        en: '$0.625 a million writes, $0.125 a million reads, $0.25 per GB and month after the first 25 GB, $0.20 per GB and month for its backups',
        pt: 'US$ 0,625 por milhão de gravações, US$ 0,125 por milhão de leituras, US$ 0,25 por GB e mês depois dos primeiros 25 GB, US$ 0,20 por GB e mês pelos backups',
      },
      console: 'DynamoDB > Tables',
    },

    observe: () => findTable(cloud, name),
    ours: (live) => isOurs(tags, live.tags),
    ready: isSettled,
    leaving: ({ status }) => status === 'DELETING',

    create: (_, ctx) =>
      retryOn(ctx, [{ ...busy, kinds: ['LimitExceededException'] }], () =>
        absentWhen(['ResourceInUseException'], () =>
          dynamodb.send(
            new CreateTableCommand({
              ...at,
              KeySchema: schemaOf(key),
              AttributeDefinitions: definitionsOf([key, ...Object.values(indexes)]),
              BillingMode: wanted.BillingMode,
              DeletionProtectionEnabled: deletionProtection,
              ...(Object.keys(indexes).length && {
                GlobalSecondaryIndexes: Object.entries(indexes).map(([index, keys]) => indexOf(index, keys)),
              }),
              Tags: tagList(tags),
            }),
          ),
        ),
      ),
    drift: (live) => differences(live.settings, wanted),

    async repair(live, _, drift, ctx) {
      for (const { field, live: there, wanted: value } of drift) {
        if (field === 'KeySchema')
          throw new Problem(
            {
              en: `DynamoDB table ${name} has other keys than declared, and keys cannot be changed.`,
              pt: `A tabela ${name} do DynamoDB tem chaves diferentes das declaradas, e chaves não podem ser trocadas.`,
            },
            {
              next: {
                en: 'Keep what is in it (export it); then take the system down and up again.',
                pt: 'Guarde o que ela tem (exporte); depois remova o sistema e construa de novo (down, depois up).',
              },
            },
          );
        if (field === 'TimeToLive') await changeTimeToLive(cloud, name, live.settings.TimeToLive, timeToLive);
        else if (field === 'PointInTimeRecovery')
          await change(ctx, () =>
            dynamodb.send(
              new UpdateContinuousBackupsCommand({
                ...at,
                PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
              }),
            ),
          );
        else if (field.startsWith('Index ')) await renewIndex(ctx, field.slice('Index '.length), there !== undefined);
        else await update(ctx, { [field]: value });
      }
    },

    async destroy(live, ctx) {
      if (live.settings.DeletionProtectionEnabled) {
        ctx.tell({
          en: 'it is protected against deletion: switching that off',
          pt: 'ela está protegida contra exclusão: desligando a proteção',
        });
        await retryOn(ctx, [busy], () =>
          absentWhen(TABLE_ABSENT, () =>
            dynamodb.send(new UpdateTableCommand({ ...at, DeletionProtectionEnabled: false })),
          ),
        );
      }
      await retryOn(ctx, [busy], () => absentWhen(TABLE_ABSENT, () => dynamodb.send(new DeleteTableCommand(at))));
    },
    patience: PATIENCE,
    usually: 10,
    // Tags of a new table show late (DynamoDB API reference, ListTagsOfResource).
    lag: cloud.local ? 0 : 15,
    rights: [
      may(
        'dynamodb',
        `CreateTable DeleteTable DescribeContinuousBackups DescribeTable DescribeTimeToLive ListTagsOfResource
         TagResource UpdateContinuousBackups UpdateTable UpdateTimeToLive`,
        cloud.arn('dynamodb', `table/${name}`),
      ),
    ],
  });
}
