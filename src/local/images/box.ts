// One running function: a process that was started from the unpacked image, and the Runtime API that it asks for work. Each
// has a port of its own, by which it is known. It works on one event at a time, as on AWS.

import type { ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { BoxLogs } from './box-logs.ts';
import type { RunnableFunction } from './function.ts';
import { startProcess, type Variables } from './start-process.ts';
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

  /** @param surroundings PATH, HOME, TMPDIR, and the credentials of the role */
  static async start(of: RunnableFunction, image: Unpacked, surroundings: Variables): Promise<Box> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const stream = `${new Date().toISOString().slice(0, 10).replaceAll('-', '/')}/[$LATEST]${randomBytes(16).toString('hex')}`;
    const child = startProcess(of, image, surroundings, { api: `127.0.0.1:${port}`, stream });
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
    const body = await buffer(request);
    response.writeHead(202).end();
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
