// The log group. It is made before the function, because Lambda would make one that keeps everything for ever. The
// function's role may not create log groups, so a group that `down` deleted does not come back. A group without any
// tags was made by Lambda before: we take it over and tag it.

import {
  CreateLogGroupCommand,
  DeleteLogGroupCommand,
  ListTagsForResourceCommand,
  PutRetentionPolicyCommand,
  TagResourceCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import type { Owned } from '../../aws/clients.ts';
import { may } from '../../aws/rights.ts';
import { isOurs } from '../../aws/tags.ts';
import { differences } from '../../engine/drift.ts';
import { Made, type Purpose } from '../../engine/lifecycle.ts';
import { defineStep } from '../../engine/step.ts';
import { absentWhen, type RetryableError, retryOn } from '../../engine/wait.ts';
import { findLogGroup } from './find-log-groups.ts';

export interface LogGroup {
  readonly name: string;
  /** Without the ":*" that DescribeLogGroups adds. */
  readonly arn: string;
  readonly retentionInDays: number | undefined;
  readonly tags: Record<string, string>;
}

/** CloudWatch Logs takes one change of a group at a time. A new group may not be known everywhere at once. */
const busy: RetryableError = {
  kinds: ['OperationAbortedException', 'ResourceNotFoundException'],
  because: {
    en: 'CloudWatch Logs is still busy with the group',
    pt: 'o CloudWatch Logs ainda está ocupado com o grupo',
  },
  patience: 60,
};

export interface LogGroupSettings {
  name: string;
  about: Purpose;
  retentionDays: number;
}

export function logGroup(cloud: Owned, { name, about, retentionDays }: LogGroupSettings) {
  const { logs, tags, arn: arnOf } = cloud;
  const logGroupName = name;
  return defineStep<object, LogGroup>({
    kind: 'Log group',
    name,
    about: {
      ...about,
      costs: {
        en: '$0.50 per GB written and $0.03 per GB and month kept',
        pt: 'US$ 0,50 por GB gravado e US$ 0,03 por GB e mês guardado',
      },
      console: 'CloudWatch > Log groups',
    },

    async observe(_, made) {
      const live = await findLogGroup(cloud, name);
      if (!live) return undefined;
      const arn = live.logGroupArn ?? String(live.arn).replace(/:\*$/, '');
      const tagged =
        made ??
        (await absentWhen(['ResourceNotFoundException'], () =>
          logs.send(new ListTagsForResourceCommand({ resourceArn: arn })),
        ));
      return { name, arn, retentionInDays: live.retentionInDays, tags: tagged?.tags ?? {} };
    },
    ours: (live) => isOurs(tags, live.tags) || Object.keys(live.tags).length === 0,

    async create() {
      const answer = await absentWhen(['ResourceAlreadyExistsException'], () =>
        logs.send(new CreateLogGroupCommand({ logGroupName, tags: { ...tags } })),
      );
      const arn = arnOf('logs', `log-group:${name}`);
      return answer && new Made<LogGroup>({ name, arn, tags: { ...tags }, retentionInDays: undefined });
    },
    drift: (live) =>
      differences(
        { retentionInDays: live.retentionInDays, tags: isOurs(tags, live.tags) },
        { retentionInDays: retentionDays, tags: true },
      ),
    async repair({ arn }, _, drift, ctx) {
      const [tagged, kept] = ['tags', 'retentionInDays'].map((name) => !drift.some(({ field }) => field === name));
      if (!tagged)
        await retryOn(ctx, [busy], () => logs.send(new TagResourceCommand({ resourceArn: arn, tags: { ...tags } })));
      if (!kept)
        await retryOn(ctx, [busy], () =>
          logs.send(new PutRetentionPolicyCommand({ logGroupName, retentionInDays: retentionDays })),
        );
    },
    async destroy(_, ctx) {
      await retryOn(ctx, [busy], () =>
        absentWhen(['ResourceNotFoundException'], () => logs.send(new DeleteLogGroupCommand({ logGroupName }))),
      );
    },
    gone: true,
    // A group has two ARNs, with and without ":*" at the end. CloudWatch Logs has used both over time.
    rights: [
      may('logs', 'DescribeLogGroups', '*'),
      may(
        'logs',
        'CreateLogGroup DeleteLogGroup ListTagsForResource PutRetentionPolicy TagResource',
        arnOf('logs', `log-group:${name}*`),
      ),
    ],
  });
}
