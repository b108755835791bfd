// Starts the process of a function from its unpacked image, with the variables that Lambda gives it.
// Source: Lambda developer guide, "Working with Lambda environment variables", "Defined runtime environment variables".

import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import type { RunnableFunction } from './function.ts';
import type { Unpacked } from './unpack.ts';

export type Variables = Readonly<Record<string, string>>;

/** @param at address of its Runtime API, and name of its log stream */
export function startProcess(
  of: RunnableFunction,
  image: Unpacked,
  surroundings: Variables,
  at: { readonly api: string; readonly stream: string },
): ChildProcess {
  const command = of.command ?? image.command;
  const [program = '', ...given] = [...(of.entryPoint ?? image.entryPoint), ...command];
  // "/usr/bin/node" of the image is this machine's: an image here has no programs for another system.
  const isNode = /(^|\/)node$/.test(program);
  const inside = (path: string) => (path.startsWith('/') ? join(image.root, path) : path);
  const taskRoot = join(image.root, 'var', 'task');
  return spawn(isNode ? process.execPath : inside(program), given.map(inside), {
    cwd: taskRoot,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...Object.fromEntries(image.environment.map((text) => text.split(/=(.*)/s).slice(0, 2))),
      ...surroundings,
      AWS_ENDPOINT_URL: of.endpoint,
      ...of.variables,
      AWS_LAMBDA_RUNTIME_API: at.api,
      AWS_LAMBDA_FUNCTION_NAME: of.name,
      AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(of.memory),
      AWS_LAMBDA_LOG_GROUP_NAME: of.logGroup,
      AWS_LAMBDA_LOG_STREAM_NAME: at.stream,
      AWS_REGION: of.region,
      AWS_DEFAULT_REGION: of.region,
      LAMBDA_TASK_ROOT: taskRoot,
      _HANDLER: command[0] ?? '',
      TZ: ':UTC',
      AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true', // this machine's Node.js may be older than the image's
    },
  });
}
