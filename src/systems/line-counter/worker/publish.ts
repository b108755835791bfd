/**
 * The way out to people: one message to one topic.
 *
 * Notice that the SNS client is loaded when the first mail goes out, not when the function starts. It is the largest
 * part of the code that is left, and an invocation that finds only repeats never needs it.
 */
import type { SNSClientConfig } from '@aws-sdk/client-sns';

/** Publishes to a topic; gives SNS's MessageId. Throws when SNS did not take it. */
export type Publish = (subject: string, body: string) => Promise<string>;

/** One attempt ends within this: `deadline.ts` keeps it back, and the lease of the mail slot is longer. */
export const LONGEST_PUBLICATION_MS = 3_500;

/** Milliseconds. The SDK does not try again: its second attempt would follow at once, ours waits for its second. */
const SNS_SETTINGS: SNSClientConfig = {
  maxAttempts: 1,
  requestHandler: { connectionTimeout: 1_000, requestTimeout: 2_500, throwOnRequestTimeout: true },
};

/** @param settings where and as whom, when the environment does not say: tests need it, Lambda does not */
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
