// Hazard 9: at each put S3 checks every destination of the whole document, and sees a queue's new policy late. If one
// destination is gone, the whole document is refused.

import { GetQueueAttributesCommand, QueueDoesNotExist } from '@aws-sdk/client-sqs';
import type { HazardContext } from './context.ts';
import { refuse } from './refusal.ts';
import { asked, type Hazard, is } from './wire.ts';

/** @param unseen seconds in which S3 does not see a queue's new policy */
export function notificationChecks({ clock, ground }: HazardContext, unseen = 40) {
  const policySetAt = new Map<string, number>();
  /** Documents that were put. */
  const puts: string[] = [];
  const accepts = async (queue: string) => {
    if (clock.now() - (policySetAt.get(queue) ?? Number.NEGATIVE_INFINITY) < unseen) return false;
    const QueueUrl = `${ground.endpoint}/${ground.account}/${queue}`;
    try {
      const { Attributes } = await ground.sqs.send(
        new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['Policy'] }),
      );
      return Boolean(Attributes?.Policy?.includes('s3.amazonaws.com'));
    } catch (error) {
      if (error instanceof QueueDoesNotExist) return false;
      throw error;
    }
  };

  const hazard: Hazard = async (call, pass) => {
    const sets = is(call, 'SetQueueAttributes') || is(call, 'CreateQueue');
    if (sets && (call.input.Attributes as { Policy?: string } | undefined)?.Policy) {
      const queue = is(call, 'CreateQueue') ? asked(call, 'QueueName') : asked(call, 'QueueUrl').split('/').at(-1);
      policySetAt.set(queue ?? '', clock.now());
    }
    if (!is(call, 'PutBucketNotificationConfiguration')) return pass();
    const all = asked(call, 'SkipDestinationValidation') === 'true' ? '' : call.body;
    for (const [, queue = ''] of all.matchAll(/<Queue>[^<]*:([^<:]+)<\/Queue>/g))
      if (!(await accepts(queue)))
        return refuse(call, 'InvalidArgument', 'Unable to validate the following destination configurations');
    puts.push(call.body);
    return pass();
  };
  return { hazard, puts };
}
