// Below the SDK, where requests are sent: hazards see every request first, and may answer instead of the local cloud.

import { NodeHttpHandler } from '@smithy/node-http-handler';
import type { HttpRequest, HttpResponse } from '@smithy/types';
import { type Answer, type Hazard, readAnswer, readCall, toResponse } from './wire.ts';

/** Sends requests through the hazards. The first hazard is the outermost. */
export class HazardousHandler extends NodeHttpHandler {
  readonly #hazards: readonly Hazard[];

  constructor(hazards: readonly Hazard[]) {
    super({ connectionTimeout: 5_000, requestTimeout: 60_000, throwOnRequestTimeout: true });
    this.#hazards = hazards;
  }

  override async handle(...[request, options]: Parameters<NodeHttpHandler['handle']>) {
    const call = readCall(request as HttpRequest);
    const send = async () => readAnswer((await super.handle(request, options)).response as HttpResponse);
    const answer = this.#hazards.reduceRight<() => Promise<Answer>>((pass, hazard) => () => hazard(call, pass), send);
    return { response: toResponse(await answer()) as never };
  }
}
