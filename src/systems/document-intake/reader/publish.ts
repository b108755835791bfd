// The way out to people and programs: one message to one topic, with attributes.
// Notice: the SNS client is loaded when the first message goes out, not when the function starts.

import type { Message } from './notice.ts';

/** Throws when SNS did not take it. */
export type Publish = (message: Message) => Promise<void>;

/** Milliseconds, far below the function's own time-out. */
const TIMEOUTS = { connectionTimeout: 2_000, requestTimeout: 5_000, throwOnRequestTimeout: true };

export function publisher(TopicArn: string): Publish {
  const connect = async () => {
    const { PublishCommand, SNSClient } = await import('@aws-sdk/client-sns');
    return { PublishCommand, sns: new SNSClient({ requestHandler: TIMEOUTS }) };
  };
  let connected: ReturnType<typeof connect> | undefined;
  return async ({ subject, text, attributes }) => {
    connected ??= connect();
    const { PublishCommand, sns } = await connected;
    const MessageAttributes = Object.fromEntries(
      Object.entries(attributes).map(([name, StringValue]) => [name, { DataType: 'String', StringValue }]),
    );
    await sns.send(new PublishCommand({ TopicArn, Subject: subject, Message: text, MessageAttributes }));
  };
}
