// Publishes one message to one topic. The SNS client is loaded at the first mail, not at the start of the function. It
// is the largest part of the code, and an invocation with only repeats does not need it.

import type { SNSClientConfig } from '@aws-sdk/client-sns';

/** Publishes to a topic and gives SNS's MessageId. Throws when SNS did not take it. */
export type Publish = (subject: string, body: string) => Promise<string>;

/** One attempt ends within this time. `deadline.ts` reserves it, and the lease of the mail slot is longer. */
export const LONGEST_PUBLICATION_MS = 3_500;

/** Milliseconds. The SDK does not retry, because its retry would follow at once. Ours waits for the next second. */
const SNS_SETTINGS: SNSClientConfig = {
  maxAttempts: 1,
  requestHandler: { connectionTimeout: 1_000, requestTimeout: 2_500, throwOnRequestTimeout: true },
};

/** @param settings endpoint and credentials for tests; Lambda has them in the environment */
export function publisher(topicArn: string, settings: SNSClientConfig = {}): Publish {
  const connect = async () => {
    const { PublishCommand, SNSClient } = await import('@aws-sdk/client-sns');
    return { PublishCommand, sns: new SNSClient({ ...SNS_SETTINGS, ...settings }) };
  };
  let connected: ReturnType<typeof connect> | undefined;

  return async (Subject, Message) => {
    connected ??= connect();
    const { PublishCommand, sns } = await connected;
    const { MessageId } = await sns.send(new PublishCommand({ TopicArn: topicArn, Subject, Message }));
    if (!MessageId) throw new Error('SNS answered a publication without a MessageId.');
    return MessageId;
  };
}
