// Records every call that this process makes to AWS, whichever client makes it.
// All SDK clients inherit one `send`, and that one is recorded. So a paginator and a multipart upload show the calls that they
// consist of, and a call that AWS refuses is recorded too.

import { S3Client } from '@aws-sdk/client-s3';
import type { Call, Fields } from './call.ts';

interface Sender {
  config: { serviceId: string };
  send(command: { constructor: { name: string }; input: Fields }, ...rest: unknown[]): Promise<unknown>;
}

/** @param take gets each call once it is answered @returns how to end it */
export function recordCalls(take: (call: Omit<Call, 'by'>) => void): () => void {
  const everyClient = Object.getPrototypeOf(S3Client.prototype) as Sender;
  const { send } = everyClient;
  everyClient.send = async function (this: Sender, command, ...rest) {
    const operation = command.constructor.name.replace(/Command$/, '');
    let output: unknown;
    try {
      output = await send.call(this, command, ...rest);
      return output;
    } finally {
      take({
        service: this.config.serviceId,
        operation,
        input: command.input,
        ...(operation.startsWith('Create') && { output: (output ?? {}) as Fields }),
      });
    }
  };
  return () => {
    everyClient.send = send;
  };
}
