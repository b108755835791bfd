// How somebody breaks a topic.

import { SetTopicAttributesCommand } from '@aws-sdk/client-sns';
import { OPEN_TO_ALL } from '../../aws/policy.ts';
import type { Break, Breaks } from '../break.ts';
import type { Topic } from './topic.ts';

const set = (AttributeName: string, AttributeValue: string): Break<Topic> => ({
  field: AttributeName,
  byHand: ({ sns }, { arn }) =>
    sns.send(new SetTopicAttributesCommand({ TopicArn: arn, AttributeName, AttributeValue })),
});

export const topicBreaks = {
  'somebody changes the sender that people see': set('DisplayName', 'Somebody'),
  'somebody lets the whole world publish': set('Policy', OPEN_TO_ALL),
} satisfies Breaks<Topic>;
