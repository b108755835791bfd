// Where MiniStack sends the events of functions that are made of an image. The runner behind it is loaded with the first
// event, because most people never use one.

import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import type { ImageRunner, RunnerSettings } from './runner.ts';

export interface ImageFront {
  /** "http://127.0.0.1:40123/" */
  readonly url: string;
  close(): void;
}

/** Listens on a free port of the loopback interface. */
export async function imageFront(settings: RunnerSettings): Promise<ImageFront> {
  let runner: Promise<ImageRunner> | undefined;
  const loaded = () => {
    runner ??= import('./runner.ts').then(({ ImageRunner }) => new ImageRunner(settings));
    return runner;
  };
  const server: Server = createServer((request, response) => {
    invoke(request, loaded).then(
      ({ isError, body }) => response.writeHead(isError ? 500 : 200, { 'content-type': 'application/json' }).end(body),
      (error: Error) => {
        console.log(`image runner: ${error.stack}`);
        response.writeHead(500).end(JSON.stringify({ errorType: 'Runtime.InvalidImage', errorMessage: error.message }));
      },
    );
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close() {
      server.close();
      server.closeAllConnections();
      void runner?.then((one) => one.close());
    },
  };
}

async function invoke(request: IncomingMessage, loaded: () => Promise<ImageRunner>) {
  const event = await buffer(request);
  const header = (name: string) => String(request.headers[`x-amzn-lambda-${name}`] ?? '');
  return (await loaded()).invoke({
    id: header('request-id'),
    arn: header('function-arn'),
    deadline: Number(header('deadline-ms')),
    event,
  });
}
