/**
 * S3, as far as this function needs it: one object, opened for reading.
 *
 * Notice that the SDK's S3 client is not used. Loading it takes longer than all the rest of the function's start, and a
 * call costs several times what the request costs. What it would do for us stands here: time-outs, a few more attempts,
 * and S3's error codes as the names of errors.
 */
import * as http from 'node:http';
import * as https from 'node:https';
import { setTimeout as pause } from 'node:timers/promises';
import type { Upload } from '../message.ts';
import { type SignedRequest, type StoreSettings, signer } from './s3-request.ts';

/** Milliseconds, all far below the function's time-out: in a private network a missing route is only silence. */
const CONNECT_WITHIN = 1_500;
/** Until the headers are there, and between two pieces of the body; the body may take as long as it flows. */
const SILENCE = 5_000;
/** Before the second attempt at most, doubled for each one more (AWS: "Exponential backoff and jitter"). */
const BACK_OFF = 100;

/** S3 refused; the name is its error code, "NoSuchKey" say. */
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
  /** The answer of S3, its body still to be read. Throws `S3Refusal`, an error of the network, or why `signal` was aborted. */
  open(upload: Upload, signal: AbortSignal): Promise<http.IncomingMessage>;
}

/** Made once in an environment; its connections stay open between files. */
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

/** Would the same request do better in a moment? What is no answer of S3 is trouble on the way, and may. */
function mayPass(error: unknown): boolean {
  if (!(error instanceof S3Refusal)) return true;
  return error.status >= 500 || error.status === 429 || error.name === 'RequestTimeout';
}

/** One field of S3's XML error answers, which are flat. */
function field(answer: string, name: string): string | undefined {
  return answer.match(new RegExp(`<${name}>([^<]+)</${name}>`))?.[1];
}
