// How somebody breaks a queue.

import { SetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import { OPEN_TO_ALL } from '../../aws/policy.ts';
import type { Break, Breaks } from '../break.ts';
import type { Queue } from './queue.ts';

const set = (field: string, value: string): Break<Queue> => ({
  field,
  byHand: ({ sqs }, { url }) =>
    sqs.send(new SetQueueAttributesCommand({ QueueUrl: url, Attributes: { [field]: value } })),
});
const failsOver: Pick<Break<Queue>, 'fits'> = { fits: ({ attributes }) => Boolean(attributes.RedrivePolicy) };

export const queueBreaks = {
  'somebody shortens the time that a message stays hidden': set('VisibilityTimeout', '1'),
  'somebody keeps messages for a minute only': set('MessageRetentionPeriod', '60'),
  'somebody turns long polling off': set('ReceiveMessageWaitTimeSeconds', '0'),
  'somebody turns encryption off': set('SqsManagedSseEnabled', 'false'),
  'somebody deletes the policy': set('Policy', ''),
  'somebody opens it to the world': set('Policy', OPEN_TO_ALL),
  'somebody lets every queue send its failures here': {
    ...set('RedriveAllowPolicy', '{"redrivePermission":"allowAll"}'),
    fits: ({ attributes }) => Boolean(attributes.RedriveAllowPolicy),
  },
  'somebody lets a message fail a hundred times': {
    field: 'RedrivePolicy',
    ...failsOver,
    byHand(cloud, live) {
      const value = { ...JSON.parse(live.attributes.RedrivePolicy as string), maxReceiveCount: 100 };
      return set('RedrivePolicy', JSON.stringify(value)).byHand(cloud, live, '');
    },
  },
  'somebody cuts the way to the dead letters': { ...set('RedrivePolicy', ''), ...failsOver },
} satisfies Breaks<Queue>;
