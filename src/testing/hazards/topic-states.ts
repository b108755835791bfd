// Hazard 19: topics. A deleted topic leaves its tags for a while. A new one is found late, its tags later. An
// unconfirmed subscription is listed as PendingConfirmation and cannot be ended, and every Subscribe sends a new mail.

import type { HazardContext } from './context.ts';
import { refuse } from './refusal.ts';
import { asked, type Hazard, is } from './wire.ts';
import { withRows } from './xml.ts';

export function topicStates({ clock }: HazardContext, { unknown = 3, untagged = 6, stale = 20 } = {}) {
  let [born, deleted] = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
  /** Addresses to which AWS sent its mail. */
  const mails: string[] = [];

  const hazard: Hazard = async (call, pass) => {
    if (call.service !== 'sns') return pass();
    if (is(call, 'CreateTopic')) {
      if (clock.now() - deleted < stale)
        return refuse(call, 'StaleTag', 'A tag has been added to a resource with the same ARN as a deleted resource.');
      const answer = await pass();
      if (answer.status < 300) born = clock.now();
      return answer;
    }
    if (clock.now() - born < unknown) return refuse(call, 'NotFound', 'Topic does not exist', 404);
    const answer = await pass();
    if (is(call, 'DeleteTopic')) deleted = clock.now();
    if (is(call, 'Subscribe')) mails.push(asked(call, 'Endpoint'));
    if (is(call, 'ListTagsForResource') && clock.now() - born < untagged)
      return { ...answer, body: withRows(answer.body, 'Tags', () => [], 'member') };
    if (!/^ListSubscriptions/.test(call.operation)) return answer;
    return {
      ...answer,
      body: answer.body.replace(/<SubscriptionArn>[^<]*</g, '<SubscriptionArn>PendingConfirmation<'),
    };
  };
  return { hazard, mails };
}
