// The content of an image for a Lambda function: our code on Lambda's own base image for Node.js. It is the image that a
// Dockerfile with three lines would make: FROM, COPY, CMD.

import { createHash } from 'node:crypto';
import type { Owned } from '../../aws/clients.ts';
import { bundle } from '../../aws/code/bundle.ts';
import { filesIn } from '../../aws/code/zip.ts';
import type { ImageSettings } from './image.ts';
import { localBase, localBaseName } from './local-base.ts';
import type { PublicImage } from './push/public-base.ts';

export interface FunctionImageSettings {
  /** The handler's file, from the project's root: "src/systems/shop/worker/handler.ts". */
  readonly entry: string;
  /** "24": the version of Node.js. */
  readonly node: string;
  /** As Lambda writes it. */
  readonly architecture: 'arm64' | 'x86_64';
}

/** Counted up when images are put together in another way. */
const RECIPE = 1;

export function functionImage(
  cloud: Pick<Owned, 'endpoint'>,
  { entry, node, architecture }: FunctionImageSettings,
): ImageSettings['content'] {
  const code = bundle(entry);
  const processor = architecture === 'x86_64' ? 'amd64' : 'arm64';
  const base: PublicImage = {
    ...{ registry: 'https://public.ecr.aws', repository: 'lambda/nodejs', tag: node },
    architecture: processor,
  };
  return {
    get tag() {
      const under = cloud.endpoint ? localBaseName() : `${base.repository}:${base.tag} ${processor}`;
      const what = JSON.stringify([RECIPE, under, code.sha256]);
      return `src-${createHash('sha256').update(what).digest('hex').slice(0, 12)}`;
    },
    get own() {
      const files = Object.entries(filesIn(code.zip)).map(([path, content]) => [`var/task/${path}`, content]);
      return { files: Object.fromEntries(files), handler: 'index.handler' };
    },
    async base(ctx) {
      if (cloud.endpoint) return localBase(processor);
      const { publicBase } = await import('./push/public-base.ts');
      return publicBase(base, ctx);
    },
  };
}
