// The recorder: `node --import` puts it in front of a command, and every call that the command makes is written down.
// Notice: nothing in the command knows of it. All SDK clients inherit one `send`, and that one is watched; so a
// paginator and a multipart upload are seen as the calls they consist of, and a call that AWS refuses is seen too.

import { appendFileSync } from 'node:fs';
import { S3Client } from '@aws-sdk/client-s3';
import type { Call, Fields } from './call.ts';

/** Where to write, and whose calls they are. */
export const RECORD_IN = 'RECORD_CALLS_IN';
export const RECORD_AS = 'RECORD_CALLS_AS';

interface Sender {
  config: { serviceId: string };
  send(command: { constructor: { name: string }; input: Fields }, ...rest: unknown[]): Promise<unknown>;
}

const file = process.env[RECORD_IN];
if (file) watch(Object.getPrototypeOf(S3Client.prototype) as Sender, file);

function watch(everyClient: Sender, into: string): void {
  const { send } = everyClient;
  everyClient.send = async function (this: Sender, command, ...rest) {
    const operation = command.constructor.name.replace(/Command$/, '');
    let output: unknown;
    try {
      output = await send.call(this, command, ...rest);
      return output;
    } finally {
      const call: Call = {
        by: process.env[RECORD_AS] ?? '',
        service: this.config.serviceId,
        operation,
        input: command.input,
        ...(operation.startsWith('Create') && { output: (output ?? {}) as Fields }),
      };
      appendFileSync(into, `${JSON.stringify(call, withoutContent)}\n`);
    }
  };
}

/** What a file or a function consists of asks for no permission. */
const withoutContent = (name: string, value: unknown) =>
  name === 'Body' || name === 'ZipFile' || name === '$metadata' ? undefined : value;
