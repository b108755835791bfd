// How somebody breaks a log group and a saved query.

import {
  DeleteRetentionPolicyCommand,
  PutQueryDefinitionCommand,
  PutRetentionPolicyCommand,
  UntagResourceCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import type { Breaks } from '../break.ts';
import type { LogGroup } from './log-group.ts';
import type { LogQuery } from './saved-query.ts';

export const logGroupBreaks = {
  'somebody keeps logs for a day': {
    field: 'retentionInDays',
    byHand: ({ logs }, { name }) =>
      logs.send(new PutRetentionPolicyCommand({ logGroupName: name, retentionInDays: 1 })),
  },
  'somebody keeps logs for ever': {
    field: 'retentionInDays',
    byHand: ({ logs }, { name }) => logs.send(new DeleteRetentionPolicyCommand({ logGroupName: name })),
  },
  'somebody takes all our tags off': {
    field: 'tags',
    byHand: ({ logs, tags }, { arn }) =>
      logs.send(new UntagResourceCommand({ resourceArn: arn, tagKeys: Object.keys(tags) })),
  },
} satisfies Breaks<LogGroup>;

export const queryBreaks = {
  'somebody writes another query below our first line': {
    field: 'queryString',
    byHand: ({ logs }, { ids, queryString, logGroupNames }, name) =>
      logs.send(
        new PutQueryDefinitionCommand({
          queryDefinitionId: ids[0],
          name,
          queryString: `${queryString?.split('\n')[0]}\nfields @message`,
          logGroupNames: [...logGroupNames],
        }),
      ),
  },
} satisfies Breaks<LogQuery>;
