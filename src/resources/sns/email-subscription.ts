// An e-mail subscription: an address gets the messages of a topic after its owner has confirmed. AWS sends a new mail
// for each Subscribe before the confirmation, so we first look whether one is pending. Pending is a state, not an
// error, because only the owner of the mailbox can end it.

import { paginateListSubscriptionsByTopic, SubscribeCommand, UnsubscribeCommand } from '@aws-sdk/client-sns';
import type { Owned } from '../../aws/clients.ts';
import { may } from '../../aws/rights.ts';
import { differences } from '../../engine/drift.ts';
import type { Purpose } from '../../engine/lifecycle.ts';
import { Problem } from '../../engine/problems.ts';
import { defineStep } from '../../engine/step.ts';
import { absentWhen } from '../../engine/wait.ts';
import { type Filter, readFilter, writeFilter } from './subscription-filter.ts';
import { isConfirmed, TOPIC_ABSENT, type Topic } from './topic.ts';

export interface Subscription {
  readonly address: string;
  /** undefined before the owner has confirmed. */
  readonly arn: string | undefined;
  /** Which messages it hears, as JSON; undefined where nobody asked for a filter, or AWS does not tell it yet. */
  readonly FilterPolicy?: string | undefined;
}

const PENDING = 'PendingConfirmation';

export interface TopicToEmail {
  topicName: string;
  address: string;
  /** Role of the address, where one address may subscribe to two topics: "operators". */
  whose?: string;
  /** Which messages it hears; all of them, and nothing is compared, without it. */
  filter?: Filter;
  about: Purpose;
}

export function topicToEmail(cloud: Owned, { topicName, address, whose, about, filter }: TopicToEmail) {
  const { sns } = cloud;
  const TopicArn = cloud.arn('sns', topicName);

  return defineStep<{ topic: Topic }, Subscription>({
    kind: 'E-mail subscription',
    name: address,
    title: `E-mail subscription of ${address}${whose ? ` (${whose})` : ''}`,
    about: {
      ...about,
      costs: {
        en: 'the first 1,000 e-mails of a month are free',
        pt: 'os primeiros 1.000 e-mails de um mês são grátis',
      },
      console: 'SNS > Subscriptions',
    },
    async observe() {
      const found = await absentWhen(TOPIC_ABSENT, () => find(sns, TopicArn, address));
      // A pending one has no ARN to ask with. Its filter was given with Subscribe.
      if (!filter || !found?.arn) return found;
      return { ...found, FilterPolicy: await readFilter(cloud, found.arn) };
    },
    create: () => {
      const attributes = filter && { Attributes: { FilterPolicy: JSON.stringify(filter) } };
      return sns.send(new SubscribeCommand({ TopicArn, Protocol: 'email', Endpoint: address, ...attributes }));
    },
    ...(filter && {
      drift: ({ FilterPolicy }: Subscription) =>
        FilterPolicy ? differences({ FilterPolicy }, { FilterPolicy: filter }) : [],
      repair: ({ arn }: Subscription) => writeFilter(cloud, arn, filter),
    }),
    async destroy({ arn }) {
      if (!arn)
        throw new Problem(
          {
            en: `${address} has not confirmed yet, and AWS does not unsubscribe what is pending.`,
            pt: `${address} ainda não confirmou, e a AWS não cancela uma assinatura pendente.`,
          },
          {
            next: {
              en: 'It goes when its topic is deleted, or by itself after 48 hours.',
              pt: 'Ela some quando o tópico é apagado, ou sozinha depois de 48 horas.',
            },
          },
        );
      await absentWhen(TOPIC_ABSENT, () => sns.send(new UnsubscribeCommand({ SubscriptionArn: arn })));
    },
    rights: [
      may('sns', 'ListSubscriptionsByTopic Subscribe Unsubscribe', TopicArn),
      ...(filter ? [may('sns', 'GetSubscriptionAttributes SetSubscriptionAttributes', TopicArn)] : []),
    ],
  });
}

/**
 * A confirmed row counts before a pending one. An ended one ("Deleted", listed for three days) counts as absent. An
 * orphan of an earlier topic of this name can only be pending, because `down` ends the others. It cannot be recognised:
 * GetSubscriptionAttributes still answers after its topic is gone (recorded on AWS, localstack's sns tests).
 */
async function find(client: Owned['sns'], TopicArn: string, address: string): Promise<Subscription | undefined> {
  let pending: Subscription | undefined;
  for await (const { Subscriptions = [] } of paginateListSubscriptionsByTopic({ client }, { TopicArn }))
    for (const { Protocol, Endpoint, SubscriptionArn } of Subscriptions) {
      if (Protocol !== 'email' || Endpoint?.toLowerCase() !== address.toLowerCase()) continue;
      if (isConfirmed(SubscriptionArn)) return { address, arn: SubscriptionArn };
      if (SubscriptionArn === PENDING) pending = { address, arn: undefined };
    }
  return pending;
}

/** The state of a topic's e-mail addresses, read from their subscription ARNs. */
export function heardBy(arns: readonly string[]): 'confirmed' | 'pending' | 'ended' | 'none' {
  if (arns.some(isConfirmed)) return 'confirmed';
  if (arns.includes(PENDING)) return 'pending';
  return arns.length ? 'ended' : 'none';
}
