// Where MiniStack sends the events of functions that are made of an image. The runner behind it is loaded with the first
// event, because most people never use one.

import type { IncomingMessage } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { type LoopbackServer, loopbackServer } from '../loopback-server.ts';
import type { ImageRunner, RunnerSettings } from './runner.ts';

export async function imageFront(settings: RunnerSettings): Promise<LoopbackServer> {
  let runner: Promise<ImageRunner> | undefined;
  const loaded = () => {
    runner ??= import('./runner.ts').then(({ ImageRunner }) => new ImageRunner(settings));
    return runner;
  };
  const server = await loopbackServer((request, response) => {
    invoke(request, loaded).then(
      ({ isError, body }) => response.writeHead(isError ? 500 : 200, { 'content-type': 'application/json' }).end(body),
      (error: Error) => {
        console.log(`image runner: ${error.stack}`);
        response.writeHead(500).end(JSON.stringify({ errorType: 'Runtime.InvalidImage', errorMessage: error.message }));
      },
    );
  });
  return {
    url: server.url,
    close() {
      server.close();
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
