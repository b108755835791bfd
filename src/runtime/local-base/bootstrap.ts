// The base of images on the local cloud: a program that asks Lambda's Runtime API for an event, calls the handler, and sends
// its answer back. On AWS the base image of Lambda has a larger one. Its argument is the handler: "index.handler".
// Source: Lambda developer guide, "Using the Lambda runtime API".

import { join } from 'node:path';

const { env } = process;
const api = `http://${env.AWS_LAMBDA_RUNTIME_API}/2018-06-01/runtime`;
const [file = '', name = ''] = (process.argv[2] ?? env._HANDLER ?? '').split('.');

type Handler = (event: unknown, context: object) => unknown;

const words = (error: unknown) => {
  const { name = 'Error', message = String(error), stack = '' } = error instanceof Error ? error : {};
  return JSON.stringify({ errorType: name, errorMessage: message, trace: stack.split('\n') });
};
const post = (path: string, body: string) => fetch(`${api}/${path}`, { method: 'POST', body });

async function load(): Promise<Handler> {
  const found: Record<string, unknown> = await import(join(env.LAMBDA_TASK_ROOT ?? '.', file));
  const handler = found[name];
  if (typeof handler !== 'function') throw new Error(`${file} has no function ${name}.`);
  return handler as Handler;
}

async function answerOne(handler: Handler): Promise<void> {
  const next = await fetch(`${api}/invocation/next`);
  const header = (which: string) => next.headers.get(`lambda-runtime-${which}`) ?? '';
  const id = header('aws-request-id');
  const deadline = Number(header('deadline-ms'));
  const context = {
    ...{ awsRequestId: id, invokedFunctionArn: header('invoked-function-arn') },
    ...{ functionName: env.AWS_LAMBDA_FUNCTION_NAME, functionVersion: env.AWS_LAMBDA_FUNCTION_VERSION },
    memoryLimitInMB: env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
    ...{ logGroupName: env.AWS_LAMBDA_LOG_GROUP_NAME, logStreamName: env.AWS_LAMBDA_LOG_STREAM_NAME },
    getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()),
  };
  try {
    const answer = await handler(await next.json(), context);
    await post(`invocation/${id}/response`, JSON.stringify(answer) ?? 'null');
  } catch (error) {
    console.error(words(error));
    await post(`invocation/${id}/error`, words(error));
  }
}

async function run(): Promise<void> {
  const handler = await load().catch(async (error: unknown) => {
    console.error(words(error));
    await post('init/error', words(error));
    process.exit(1);
  });
  for (;;) await answerOne(handler);
}

// The runner is gone: nobody will ever ask again.
void run().catch(() => process.exit(1));
