// Opens one object of S3 for reading. It replaces the SDK's S3 client (README.md says why), so it has its own time-outs
// and attempts, and takes the names of errors from S3's error codes.

import * as http from 'node:http';
import * as https from 'node:https';
import { setTimeout as pause } from 'node:timers/promises';
import type { Upload } from '../message.ts';
import { type SignedRequest, type StoreSettings, signer } from './s3-request.ts';

/** Milliseconds, far below the function's time-out: in a private network a missing route gives no error. */
const CONNECT_WITHIN = 1_500;
/** Longest silence before the headers, and between two pieces of the body. The whole body may take longer. */
const SILENCE = 5_000;
/** Longest pause before the second attempt, doubled for each later one (AWS: "Exponential backoff and jitter"). */
const BACK_OFF = 100;

/** S3 refused. The name is its error code, such as "NoSuchKey". */
export class S3Refusal extends Error {
  readonly status: number;

  constructor(status: number, answer: string) {
    super(field(answer, 'Message') ?? `S3 answered with status ${status}.`);
    this.name = field(answer, 'Code') ?? `Status${status}`;
    this.status = status;
  }
}

/** All that the rest of the function knows of it. */
export interface Store {
  /** S3's answer, its body not read yet. Throws `S3Refusal`, an error of the network, or the reason of `signal`. */
  open(upload: Upload, signal: AbortSignal): Promise<http.IncomingMessage>;
}

/** Made once for each environment. Its connections stay open between files. */
export class ObjectStore implements Store {
  readonly #sign: (wanted: Upload) => Promise<SignedRequest>;
  readonly #attempts: number;
  readonly #agents = {
    'http:': new http.Agent({ keepAlive: true }),
    'https:': new https.Agent({ keepAlive: true }),
  };

  constructor({ attempts = 3, ...settings }: StoreSettings & { attempts?: number }) {
    this.#sign = signer(settings);
    this.#attempts = attempts;
  }

  async open(upload: Upload, signal: AbortSignal): Promise<http.IncomingMessage> {
    for (let attempt = 1; ; attempt += 1) {
      signal.throwIfAborted();
      try {
        return await this.#ask(upload, signal);
      } catch (error) {
        if (signal.aborted) throw signal.reason;
        if (attempt >= this.#attempts || !mayPass(error)) throw error;
        await pause(Math.random() * BACK_OFF * 2 ** (attempt - 1));
      }
    }
  }

  async #ask(upload: Upload, signal: AbortSignal): Promise<http.IncomingMessage> {
    const answer = await this.#send(await this.#sign(upload), signal);
    if (answer.statusCode === 200) return answer;
    let text = '';
    for await (const piece of answer.setEncoding('utf8')) if (text.length < 10_000) text += piece;
    throw new S3Refusal(answer.statusCode ?? 0, text);
  }

  #send(to: SignedRequest, signal: AbortSignal): Promise<http.IncomingMessage> {
    const secure = to.protocol === 'https:';
    const agent = this.#agents[secure ? 'https:' : 'http:'];
    return new Promise((resolve, reject) => {
      const request = (secure ? https : http).request({ ...to, agent, signal, timeout: SILENCE });
      let answer: http.IncomingMessage | undefined;
      const giveUp = (why: string) => (answer ?? request).destroy(new Error(why));
      request.on('timeout', () => giveUp(`S3 was silent for ${SILENCE} ms.`));
      request.on('socket', (socket) => {
        if (!socket.connecting) return;
        const timer = setTimeout(giveUp, CONNECT_WITHIN, `No connection to S3 within ${CONNECT_WITHIN} ms.`);
        for (const end of [secure ? 'secureConnect' : 'connect', 'close']) socket.once(end, () => clearTimeout(timer));
      });
      request.on('response', (response) => {
        answer = response;
        resolve(response);
      });
      request.on('error', reject);
      request.end();
    });
  }
}

/** Can the same request succeed in a moment? An error that is no answer of S3 is one of the network, so yes. */
function mayPass(error: unknown): boolean {
  if (!(error instanceof S3Refusal)) return true;
  return error.status >= 500 || error.status === 429 || error.name === 'RequestTimeout';
}

/** One field of S3's XML error answers, which are flat. */
function field(answer: string, name: string): string | undefined {
  return answer.match(new RegExp(`<${name}>([^<]+)</${name}>`))?.[1];
}
