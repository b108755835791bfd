// Where MiniStack sends the calls of Application Auto Scaling, which it does not have itself. What is behind it is loaded
// with the first call, because most people never use it.

import type { IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { type LoopbackServer, loopbackServer } from '../loopback-server.ts';
import type { ScalingService, ScalingSettings } from './service.ts';

export function scalingFront(settings: ScalingSettings): Promise<LoopbackServer> {
  let service: Promise<ScalingService> | undefined;
  const loaded = () => {
    service ??= import('./service.ts').then(({ ScalingService }) => new ScalingService(settings));
    return service;
  };
  return loopbackServer((request, response) => {
    const headers = { 'content-type': 'application/x-amz-json-1.1' };
    call(request, loaded).then(
      (answer) => response.writeHead(200, headers).end(JSON.stringify(answer)),
      (error: Error & { code?: string }) => {
        if (!error.code) console.log(`application auto scaling: ${error.stack}`);
        const body = { __type: error.code ?? 'InternalServiceException', Message: error.message };
        response.writeHead(error.code ? 400 : 500, headers).end(JSON.stringify(body));
      },
    );
  });
}

async function call(request: IncomingMessage, loaded: () => Promise<ScalingService>): Promise<object> {
  const header = (name: string) => String(request.headers[name] ?? '');
  return (await loaded()).answer({
    operation: header('x-amz-target').split('.').at(-1) ?? '',
    input: JSON.parse((await text(request)) || '{}'),
    account: header('x-account'),
    region: header('x-region'),
  });
}
