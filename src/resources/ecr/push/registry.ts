// A registry of images: the HTTP API that Docker speaks (OCI distribution specification). ECR's own calls for layers are
// "not intended for general use" (ECR API reference), and the local cloud only pretends them.
// Notice: one PUT carries a whole blob. ECR answers several PATCHes with wrong numbers (aws/containers-roadmap#2831). A try
// that failed opens a new upload, because an old one answers 416 (apple/containerization#790).

import { Problem } from '../../../engine/problems.ts';
import type { Context } from '../../../engine/wait.ts';
import type { Descriptor } from './manifest.ts';

export interface RegistryAccess {
  /** "https://123456789012.dkr.ecr.us-east-1.amazonaws.com" */
  readonly url: string;
  /** "ada-dev-shop" */
  readonly repository: string;
  /** The value of the header: "Basic …" or "Bearer …". */
  readonly authorization?: string;
  /** Added to each address: which registry is meant, where one server answers for several. */
  readonly query?: Readonly<Record<string, string>>;
  /** Called before each request. @throws to stop it */
  readonly before?: (url: URL, operation: string) => void;
}

export interface Blob extends Descriptor {
  /** Read for each try. It tells its length, which ECR wants to know. */
  open(): Promise<globalThis.Blob>;
}

const TRIES = 4;

export class Registry {
  readonly #access: RegistryAccess;
  readonly #ctx: Pick<Context, 'pause' | 'tell'>;

  constructor(access: RegistryAccess, ctx: Pick<Context, 'pause' | 'tell'>) {
    this.#access = access;
    this.#ctx = ctx;
  }

  /** @throws Problem for any other answer than "yes" and "no" */
  async has(digest: string): Promise<boolean> {
    const answer = await this.#ask('HeadBlob', `blobs/${digest}`, { method: 'HEAD' });
    if (answer.status !== 200 && answer.status !== 404) throw await unexpected('looking for a layer', answer);
    return answer.status === 200;
  }

  /** @throws Problem when it is not there */
  async blob(digest: string): Promise<Response> {
    const answer = await this.#ask('GetBlob', `blobs/${digest}`);
    if (!answer.ok || !answer.body) throw await unexpected(`reading the layer ${digest}`, answer);
    return answer;
  }

  /** @param reference tag or digest @returns undefined when there is none */
  async manifest(reference: string, accept: readonly string[]): Promise<{ type: string; bytes: Buffer } | undefined> {
    const headers = { accept: accept.join(', ') };
    const answer = await this.#ask('GetManifest', `manifests/${reference}`, { headers });
    if (answer.status === 404) return undefined;
    if (!answer.ok) throw await unexpected(`reading the image ${reference}`, answer);
    const type = answer.headers.get('content-type')?.split(';')[0] ?? '';
    return { type, bytes: Buffer.from(await answer.arrayBuffer()) };
  }

  async upload(blob: Blob): Promise<void> {
    await this.#again('uploading a layer', async () => {
      const begun = await this.#ask('StartUpload', 'blobs/uploads/', { method: 'POST' });
      const location = begun.headers.get('location');
      if (begun.status !== 202 || !location) return begun;
      const to = new URL(location, begun.url || this.#url('').href);
      to.searchParams.set('digest', blob.digest);
      for (const [name, value] of Object.entries(this.#access.query ?? {})) to.searchParams.set(name, value);
      const headers = { 'content-type': 'application/octet-stream' };
      return this.#send('PutBlob', to, { method: 'PUT', headers, body: await blob.open() });
    });
  }

  async putManifest(tag: string, type: string, bytes: Buffer): Promise<void> {
    await this.#again('naming the image', () => {
      const headers = { 'content-type': type };
      return this.#ask('PutManifest', `manifests/${tag}`, { method: 'PUT', headers, body: new Uint8Array(bytes) });
    });
  }

  /** Repeats what may pass: no answer, 429, 5xx, and an upload that the registry has lost. */
  async #again(doing: string, work: () => Promise<Response>): Promise<void> {
    for (let tries = 1; ; tries += 1) {
      const answer = await work().catch((error: unknown) => {
        if (!(error instanceof TypeError) || tries === TRIES) throw error; // fetch's error for a broken connection
        return undefined;
      });
      if (answer?.ok) return;
      if (answer && (tries === TRIES || !passes(answer.status))) throw await unexpected(doing, answer);
      this.#ctx.tell(
        answer
          ? {
              en: `the registry answered ${answer.status}: trying again`,
              pt: `o registry respondeu ${answer.status}: tentando de novo`,
            }
          : { en: 'the registry did not answer: trying again', pt: 'o registry não respondeu: tentando de novo' },
      );
      await this.#ctx.pause(2 ** tries / 2);
    }
  }

  #url(path: string): URL {
    const { url, repository, query = {} } = this.#access;
    const full = new URL(`/v2/${repository}/${path}`, url);
    for (const [name, value] of Object.entries(query)) full.searchParams.set(name, value);
    return full;
  }

  #ask(operation: string, path: string, init: RequestInit = {}): Promise<Response> {
    return this.#send(operation, this.#url(path), init);
  }

  /** The token goes to the registry only: an upload or a blob may be at another address, which has its own signature. */
  #send(operation: string, to: URL, init: RequestInit): Promise<Response> {
    const { url, authorization, before } = this.#access;
    before?.(to, operation);
    const isRegistry = to.origin === new URL(url).origin;
    const headers = { ...init.headers, ...(authorization && isRegistry && { authorization }) };
    // `fetch` drops the header when an answer sends it to another origin (Fetch standard, "HTTP-redirect fetch").
    return fetch(to, { ...init, headers });
  }
}

const passes = (status: number) => [404, 408, 416, 429].includes(status) || status >= 500;

async function unexpected(doing: string, answer: Response): Promise<Problem> {
  const said = (await answer.text()).slice(0, 300).trim();
  return new Problem(
    {
      en: `The registry refused ${doing}: HTTP ${answer.status}${said && ` ${said}`} (${new URL(answer.url).host}).`,
      pt: `O registry recusou ${doing}: HTTP ${answer.status}${said && ` ${said}`} (${new URL(answer.url).host}).`,
    },
    answer.status === 401 || answer.status === 403
      ? {
          next: {
            en: 'Check that your identity may push to this repository (npm run policy), and run the command again.',
            pt: 'Verifique se a sua identidade pode enviar para este repositório (npm run policy), e rode o comando de novo.',
          },
        }
      : {},
  );
}
