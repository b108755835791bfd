// Which messages a subscription receives, by the attributes of a message.

import { GetSubscriptionAttributesCommand, SetSubscriptionAttributesCommand } from '@aws-sdk/client-sns';
import type { Owned } from '../../aws/clients.ts';

/** For an attribute, the values that pass. `{}` lets everything pass. */
export type Filter = Readonly<Record<string, readonly string[]>>;

const AttributeName = 'FilterPolicy';

/** @returns JSON; "{}" where there is none */
export async function readFilter({ sns }: Owned, SubscriptionArn: string): Promise<string> {
  const { Attributes } = await sns.send(new GetSubscriptionAttributesCommand({ SubscriptionArn }));
  return Attributes?.[AttributeName] ?? '{}';
}

/** An empty one removes the filter (SNS developer guide, "Removing a subscription filter policy"). */
export const writeFilter = ({ sns }: Owned, SubscriptionArn: string | undefined, filter: Filter) =>
  sns.send(
    new SetSubscriptionAttributesCommand({ SubscriptionArn, AttributeName, AttributeValue: JSON.stringify(filter) }),
  );
