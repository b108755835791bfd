// One running function: a process that was started from the unpacked image, and the Runtime API that it asks for work. Each
// has a port of its own, by which it is known. It works on one event at a time, as on AWS.

import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { BoxLogs } from './box-logs.ts';
import type { RunnableFunction } from './function.ts';
import type { Unpacked } from './unpack.ts';

/** What MiniStack sends, and wants back. */
export interface Invocation {
  readonly id: string;
  readonly arn: string;
  /** Milliseconds since 1970 at which Lambda ends it. */
  readonly deadline: number;
  readonly event: Buffer;
}
export interface Answer {
  readonly isError: boolean;
  readonly body: Buffer | string;
}

const API = '/2018-06-01/runtime';

export class Box {
  /** When it started, in milliseconds since 1970. */
  readonly startedAt = Date.now();
  readonly #process: ChildProcess;
  readonly #server: Server;
  readonly #logs: BoxLogs;
  #waiting: ServerResponse | undefined;
  #work: { invocation: Invocation; resolve: (answer: Answer) => void } | undefined;
  #end: Answer | undefined;

  private constructor(server: Server, logs: BoxLogs, child: ChildProcess) {
    this.#server = server;
    this.#logs = logs;
    this.#process = child;
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding('utf8').on('data', (text: string) => logs.add(text));
    child.once('error', (error) => this.#over(errorOf('Runtime.InvalidEntrypoint', error.message)));
    child.once('exit', (code, signal) =>
      this.#over(
        errorOf('Runtime.ExitError', `Runtime exited with ${signal ? `signal: ${signal}` : `status ${code}`}`),
      ),
    );
    server.on('request', (request, response) => void this.#answer(request, response));
  }

  /** @param surroundings variables of every box: PATH, HOME, TMPDIR */
  static async start(
    of: RunnableFunction,
    image: Unpacked,
    surroundings: Readonly<Record<string, string>>,
    credentials: Readonly<Record<string, string>>,
  ): Promise<Box> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const stream = `${new Date().toISOString().slice(0, 10).replaceAll('-', '/')}/[$LATEST]${randomBytes(16).toString('hex')}`;
    const command = of.command ?? image.command;
    const [program = '', ...given] = [...(of.entryPoint ?? image.entryPoint), ...command];
    // "/usr/bin/node" of the image is this machine's: an image here has no programs for another system.
    const isNode = /(^|\/)node$/.test(program);
    const inside = (path: string) => (path.startsWith('/') ? join(image.root, path) : path);
    const taskRoot = join(image.root, 'var', 'task');
    const child = spawn(isNode ? process.execPath : inside(program), given.map(inside), {
      cwd: taskRoot,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...Object.fromEntries(image.environment.map((text) => text.split(/=(.*)/s).slice(0, 2))),
        ...surroundings,
        ...credentials,
        AWS_ENDPOINT_URL: of.endpoint,
        ...of.variables,
        AWS_LAMBDA_RUNTIME_API: `127.0.0.1:${port}`,
        AWS_LAMBDA_FUNCTION_NAME: of.name,
        AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
        AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(of.memory),
        AWS_LAMBDA_LOG_GROUP_NAME: of.logGroup,
        AWS_LAMBDA_LOG_STREAM_NAME: stream,
        AWS_REGION: of.region,
        AWS_DEFAULT_REGION: of.region,
        LAMBDA_TASK_ROOT: taskRoot,
        _HANDLER: command[0] ?? '',
        TZ: ':UTC',
      },
    });
    return new Box(server, new BoxLogs(of, stream), child);
  }

  /** Can it take another event? */
  get isAlive(): boolean {
    return this.#end === undefined;
  }

  /** Ends the process when the time is over, as Lambda does. */
  async invoke(invocation: Invocation): Promise<Answer> {
    if (this.#end) return this.#end;
    const seconds = Math.max(0, invocation.deadline - Date.now()) / 1000;
    const timer = setTimeout(() => {
      this.#over(errorOf('Sandbox.Timedout', `Task timed out after ${seconds.toFixed(2)} seconds`));
      this.end();
    }, seconds * 1000);
    const answer = await new Promise<Answer>((resolve) => {
      this.#work = { invocation, resolve };
      this.#give();
    });
    clearTimeout(timer);
    return answer;
  }

  end(): void {
    this.#over(errorOf('Runtime.ExitError', 'The environment was ended'));
    this.#process.kill('SIGKILL');
  }

  #give(): void {
    if (!this.#work || !this.#waiting) return;
    const { id, arn, deadline, event } = this.#work.invocation;
    this.#waiting
      .writeHead(200, {
        'content-type': 'application/json',
        'lambda-runtime-aws-request-id': id,
        'lambda-runtime-deadline-ms': String(deadline),
        'lambda-runtime-invoked-function-arn': arn,
      })
      .end(event);
    this.#waiting = undefined;
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url?.slice(API.length) ?? '';
    if (path === '/invocation/next') {
      this.#waiting = response;
      return this.#give();
    }
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece);
    response.writeHead(202).end();
    const body = Buffer.concat(pieces);
    if (path === '/init/error') return this.#over({ isError: true, body });
    const [, id, kind] = /^\/invocation\/([^/]+)\/(response|error)$/.exec(path) ?? [];
    if (id === this.#work?.invocation.id) this.#done({ isError: kind === 'error', body });
  }

  #done(answer: Answer): void {
    const { resolve } = this.#work ?? {};
    this.#work = undefined;
    resolve?.(answer);
  }

  #over(answer: Answer): void {
    if (this.#end) return;
    this.#end = answer;
    this.#done(answer);
    this.#server.close();
    this.#server.closeAllConnections();
    void this.#logs.close();
  }
}

const errorOf = (errorType: string, errorMessage: string): Answer => ({
  isError: true,
  body: JSON.stringify({ errorType, errorMessage }),
});
