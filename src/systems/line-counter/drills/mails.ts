// Drills of point 6: nothing can be published, a result waits too long, a subscriber refuses, nobody is subscribed.

import { ListSubscriptionsByTopicCommand, UnsubscribeCommand } from '@aws-sdk/client-sns';
import { until, wallClock } from '../../../engine/wait.ts';
import { newKey, setVariable } from '../../../operate/drills/breaking.ts';
import type { Acts } from '../../../operate/drills/drill.ts';
import { NOTIFICATION } from '../alarms/points.ts';
import { cacheKeys } from '../cache-keys.ts';
import { comeBackAfter } from './breaking.ts';
import { refuseMails } from './refusing-subscriber.ts';
import { cacheOf, type LineCounterSite } from './site.ts';

/** Seconds: a little more than the pause between two mails. */
const BETWEEN_MAILS = 1.2;
const TEN_MINUTES = 10 * 60 * 1000;

const topicOf = ({ cloud, names }: LineCounterSite) => cloud.arn('sns', names.topic);
/** The worker's topic does not exist, so SNS refuses every mail. */
const publishNowhere = (site: LineCounterSite) =>
  setVariable(site, site.names.worker, 'TOPIC_ARN', `${topicOf(site)}-elsewhere`);

/** How to end it, while it refuses. */
const refusing = new Map<LineCounterSite, () => Promise<void>>();

export const MAIL_DRILLS = {
  'mail-refused': {
    point: NOTIFICATION,
    period: BETWEEN_MAILS,
    breaks: {
      en: 'The function publishes to a topic that does not exist.',
      pt: 'A função publica em um tópico que não existe.',
    },
    healthy: (site) => site.upload(newKey('mailed')),
    async begin(site) {
      await comeBackAfter(site, 2);
      await publishNowhere(site);
    },
    meanwhile: (site) => site.upload(newKey('unmailed')),
  },
  'mail-late': {
    point: NOTIFICATION,
    period: BETWEEN_MAILS,
    breaks: {
      en: 'A result waits for its mail while SNS is away; then SNS is back.',
      pt: 'Um resultado espera pelo e-mail enquanto o SNS está fora; depois o SNS volta.',
    },
    plays: {
      en: 'the drill puts back the time from which the result waits, by ten minutes',
      pt: 'o simulado atrasa em dez minutos a hora desde a qual o resultado espera',
    },
    async begin(site) {
      await comeBackAfter(site, 2);
      const back = await publishNowhere(site);
      await site.upload(newKey('waited'));
      await age(site);
      await back();
    },
    meanwhile: (site) => site.upload(newKey('after')),
  },
  'mail-undelivered': {
    point: NOTIFICATION,
    period: BETWEEN_MAILS,
    breaks: {
      en: 'A second subscriber refuses every mail.',
      pt: 'Um segundo inscrito recusa cada e-mail.',
    },
    plays: {
      en: 'the subscriber is a web server on this machine that answers 500, and counts',
      pt: 'o inscrito é um servidor web nesta máquina que responde 500, e conta',
    },
    begin: async (site) => void refusing.set(site, await refuseMails(site)),
    meanwhile: (site) => site.upload(newKey('refused')),
    async undo(site) {
      const end = refusing.get(site);
      refusing.delete(site);
      await end?.();
    },
  },
  'mail-unheard': {
    point: NOTIFICATION,
    period: BETWEEN_MAILS,
    breaks: {
      en: 'The accountants’ address is unsubscribed.',
      pt: 'O endereço dos contadores é desinscrito.',
    },
    healthy: (site) => site.upload(newKey('heard')),
    async begin(site) {
      const { sns } = site.cloud;
      const { Subscriptions = [] } = await sns.send(new ListSubscriptionsByTopicCommand({ TopicArn: topicOf(site) }));
      for (const { Protocol, SubscriptionArn } of Subscriptions)
        if (Protocol === 'email') await sns.send(new UnsubscribeCommand({ SubscriptionArn }));
    },
    meanwhile: (site) => site.upload(newKey('unheard')),
  },
} satisfies Record<string, Acts<LineCounterSite>>;

/** Makes the results that wait for a mail ten minutes older. */
async function age(site: LineCounterSite): Promise<void> {
  const { names, signal } = site;
  const cache = cacheOf(site);
  const { pending } = cacheKeys(names.namespace);
  await until(
    wallClock(signal),
    { en: 'waiting for a result that waits', pt: 'à espera de um resultado pendente' },
    30,
    async () => (await cache.zcard(pending)) || undefined,
  );
  for (const name of await cache.zrange(pending, '0', '-1')) await cache.zincrby(pending, String(-TEN_MINUTES), name);
}
