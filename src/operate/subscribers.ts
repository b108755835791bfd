// Does anybody get the messages of a topic by e-mail? A line of `status`.

import { paginateListSubscriptionsByTopic } from '@aws-sdk/client-sns';
import type { Owned } from '../aws/clients.ts';
import type { Text } from '../engine/text.ts';
import { absentWhen } from '../engine/wait.ts';
import { heardBy } from '../resources/sns/email-subscription.ts';
import { TOPIC_ABSENT } from '../resources/sns/topic.ts';
import { nextCommand } from '../screen/next-command.ts';

export type EmailState = ReturnType<typeof heardBy>;

/** All subscribers count, not only NOTIFY_EMAIL. One confirmed address is enough. A topic that is absent has none. */
export async function emailState({ sns: client }: Owned, TopicArn: string): Promise<EmailState> {
  const arns: string[] = [];
  await absentWhen(TOPIC_ABSENT, async () => {
    for await (const { Subscriptions = [] } of paginateListSubscriptionsByTopic({ client }, { TopicArn }))
      for (const { Protocol, SubscriptionArn = '' } of Subscriptions)
        if (Protocol?.startsWith('email')) arns.push(SubscriptionArn);
  });
  return heardBy(arns);
}

/** The state as a sentence. On the local cloud nobody confirms a subscription. */
export function emailText(cloud: Owned, state: EmailState): Text {
  const up = nextCommand(cloud, 'up');
  if (state === 'none')
    return {
      en: `nobody is subscribed: set NOTIFY_EMAIL, then run ${up}`,
      pt: `ninguém está inscrito: defina NOTIFY_EMAIL, depois rode ${up}`,
    };
  if (cloud.local)
    return {
      en: 'results are published to the topic (the local cloud sends no mail)',
      pt: 'os resultados são publicados no tópico (a nuvem local não envia e-mail)',
    };
  if (state === 'confirmed')
    return { en: 'an address is subscribed and confirmed', pt: 'um endereço está inscrito e confirmado' };
  if (state === 'pending')
    return {
      en: 'not confirmed: open the mail that AWS sent there and confirm',
      pt: 'não confirmado: abra o e-mail que a AWS enviou e confirme',
    };
  return {
    en: `the reader ended the subscription: ${up} subscribes NOTIFY_EMAIL again, and AWS sends a new mail`,
    pt: `quem recebe cancelou a assinatura: ${up} inscreve NOTIFY_EMAIL de novo, e a AWS envia um novo e-mail`,
  };
}
