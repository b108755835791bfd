// For tests of dead letters: two queues in their own account, and their messages.

import { CreateQueueCommand, ReceiveMessageCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { inject } from 'vitest';
import { type Cloud, type Owned, openCloud } from '../aws/clients.ts';
import type { Move } from '../operate/dead-letters/move-request.ts';
import { ownership, readSettings } from '../settings/settings.ts';
import { HazardousHandler } from './hazards/hazardous-handler.ts';
import type { Hazard } from './hazards/wire.ts';
import { randomAccount } from './test-cloud.ts';

export const [JOBS, DEAD] = ['jobs', 'dead-letters'];
const REGION = 'us-east-1';

/** @param hazard of the second cloud; the first has none */
export async function openQueues(hazard?: (ground: Cloud) => Hazard) {
  const target = { region: REGION, endpoint: inject('cloud').endpoint, account: randomAccount() };
  const ground = await openCloud(target);
  const [jobs, dead] = await Promise.all(
    [JOBS, DEAD].map(async (name) =>
      String((await ground.sqs.send(new CreateQueueCommand({ QueueName: name }))).QueueUrl),
    ),
  );
  const hazardous = (made: (ground: Cloud) => Hazard) => new HazardousHandler([made(ground)]) as never;
  const opened = hazard ? await openCloud({ ...target, requestHandler: hazardous(hazard) }) : ground;
  const cloud: Owned = { ...opened, tags: ownership(readSettings({}), 'test') };

  return {
    cloud,
    url: { jobs: String(jobs), dead: String(dead) },
    /** Puts texts into the dead-letter queue. Gives their ids. */
    setAside: (...texts: string[]) =>
      Promise.all(
        texts.map(async (text) => {
          const attribute = { DataType: 'String', StringValue: `of ${text}` };
          const { MessageId } = await ground.sqs.send(
            new SendMessageCommand({ QueueUrl: dead, MessageBody: text, MessageAttributes: { note: attribute } }),
          );
          return String(MessageId);
        }),
      ),
    /** Receives and deletes the messages that are visible now. Gives their texts and notes in alphabetical order. */
    async receive(QueueUrl: string): Promise<string[]> {
      const texts: string[] = [];
      for (let found = true; found; ) {
        const { Messages = [] } = await ground.sqs.send(
          new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, MessageAttributeNames: ['All'] }),
        );
        texts.push(
          ...Messages.map(({ Body, MessageAttributes }) => `${Body}, ${MessageAttributes?.note?.StringValue}`),
        );
        found = Messages.length > 0;
      }
      return texts.sort();
    },
    close: () => [ground, opened].forEach((one) => void one.close()),
  };
}

/** A move without limits and without output. */
export const moving = (more: Partial<Move> = {}): Move => ({
  ...{ from: String(DEAD), to: String(JOBS), signal: new AbortController().signal, progress() {}, say() {} },
  ...more,
});
