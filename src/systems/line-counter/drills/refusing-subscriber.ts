// A second subscriber of the results, on this machine, that refuses every mail and counts them.

import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ConfirmSubscriptionCommand, SubscribeCommand, UnsubscribeCommand } from '@aws-sdk/client-sns';
import { until, wallClock } from '../../../engine/wait.ts';
import { signals } from '../alarms/signals.ts';
import type { LineCounterSite } from './site.ts';

/** Subscribes a server of ours that refuses all mails. @returns a function that ends it */
export async function refuseMails(site: LineCounterSite): Promise<() => Promise<void>> {
  const { sns } = site.cloud;
  const TopicArn = site.cloud.arn('sns', site.names.topic);
  let subscription: string | undefined;
  const server: Server = createServer(async (request, response) => {
    let body = '';
    for await (const piece of request.setEncoding('utf8')) body += piece;
    const { Type, Token } = JSON.parse(body);
    if (Type === 'SubscriptionConfirmation') {
      response.end();
      const confirmed = await sns.send(new ConfirmSubscriptionCommand({ TopicArn, Token }));
      subscription = confirmed.SubscriptionArn;
    } else {
      site.note(signals(site.names).undelivered, 1);
      response.writeHead(500).end();
    }
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  await sns.send(new SubscribeCommand({ TopicArn, Protocol: 'http', Endpoint: `http://127.0.0.1:${port}/` }));
  await until(
    wallClock(site.signal),
    { en: 'waiting for the subscription', pt: 'à espera da assinatura' },
    30,
    async () => subscription,
  );
  return async () => {
    await sns.send(new UnsubscribeCommand({ SubscriptionArn: subscription }));
    server.close();
    server.closeAllConnections();
  };
}
