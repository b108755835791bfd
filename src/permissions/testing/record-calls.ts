// Records every call that this process makes to AWS, with any client.
// All SDK clients inherit one `send`, and that one is recorded. So the single calls of a paginator and of a multipart
// upload are recorded, and calls that AWS refuses too.

import { S3Client } from '@aws-sdk/client-s3';
import type { Call, Fields } from './call.ts';

interface Sender {
  config: { serviceId: string };
  send(command: { constructor: { name: string }; input: Fields }, ...rest: unknown[]): Promise<unknown>;
}

/** @param take gets each call after its answer @returns a function that ends the recording */
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
        ...(/^(Create|Run)/.test(operation) && { output: (output ?? {}) as Fields }),
      });
    }
  };
  return () => {
    everyClient.send = send;
  };
}
