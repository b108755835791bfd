// A base image of Amazon ECR Public, read layer by layer. Nobody has to log in: everybody gets a token.
// AWS counts one image pull a second without an account (ECR Public, "Service quotas"), so layers are read one by one.

import { Problem } from '../../../engine/problems.ts';
import type { Context } from '../../../engine/wait.ts';
import type { Base } from './base.ts';
import { FAMILIES, type ImageConfig, INDEXES, type Manifest } from './manifest.ts';
import { Registry } from './registry.ts';

export interface PublicImage {
  /** "https://public.ecr.aws" */
  readonly registry: string;
  /** "lambda/nodejs" */
  readonly repository: string;
  readonly tag: string;
  /** "arm64" or "amd64" */
  readonly architecture: string;
}

interface Index {
  readonly manifests: readonly { digest: string; platform?: { os?: string; architecture?: string } }[];
}

/** @throws Problem when there is none for this processor */
export async function publicBase(image: PublicImage, ctx: Context): Promise<Base> {
  const { registry: url, repository, tag, architecture } = image;
  ctx.tell({
    en: `reading ${new URL(url).host}/${repository}:${tag}`,
    pt: `lendo ${new URL(url).host}/${repository}:${tag}`,
  });
  const registry = new Registry({ url, repository, authorization: await anonymousToken(image) }, ctx);
  const types = FAMILIES.map(({ manifest }) => manifest);
  const read = async (reference: string) => {
    const found = await registry.manifest(reference, [...types, ...INDEXES]);
    if (!found)
      throw new Problem({
        en: `The base image ${repository}:${tag} is not in ${url}.`,
        pt: `A imagem base ${repository}:${tag} não está em ${url}.`,
      });
    return { type: found.type, json: JSON.parse(found.bytes.toString()) };
  };
  let { type, json } = await read(tag);
  if (INDEXES.includes(type)) {
    const fits = (json as Index).manifests.find(
      ({ platform }) => platform?.os === 'linux' && platform.architecture === architecture,
    );
    if (!fits)
      throw new Problem({
        en: `The base image ${repository}:${tag} is not made for ${architecture}.`,
        pt: `A imagem base ${repository}:${tag} não é feita para ${architecture}.`,
      });
    ({ type, json } = await read(fits.digest));
  }
  const manifest: Manifest = json;
  const family = FAMILIES.find((one) => one.manifest === type);
  const other = manifest.layers.find(({ mediaType }) => mediaType !== family?.layer);
  if (!family || other)
    throw new Problem({
      en: `The base image ${repository}:${tag} has a part that Lambda does not take: ${other?.mediaType ?? type}.`,
      pt: `A imagem base ${repository}:${tag} tem uma parte que o Lambda não aceita: ${other?.mediaType ?? type}.`,
    });
  const config: ImageConfig = JSON.parse(await (await registry.blob(manifest.config.digest)).text());
  return {
    ...{ config, family },
    layers: manifest.layers.map((layer) => ({
      ...layer,
      // In memory, because the largest has some 100 MB; one that was pushed already is not even read.
      open: async () => (await registry.blob(layer.digest)).blob(),
    })),
  };
}

/** The registry says where to ask for a token (Docker, "Token authentication"). */
async function anonymousToken({ registry, repository }: PublicImage): Promise<string> {
  const refused = await fetch(new URL('/v2/', registry));
  const challenge = refused.headers.get('www-authenticate') ?? '';
  const told = Object.fromEntries([...challenge.matchAll(/(\w+)="([^"]*)"/g)].map(([, name, value]) => [name, value]));
  if (!told.realm)
    throw new Problem({
      en: `${registry} did not say where to get a token (HTTP ${refused.status}).`,
      pt: `${registry} não disse onde obter um token (HTTP ${refused.status}).`,
    });
  const at = new URL(told.realm);
  if (told.service) at.searchParams.set('service', told.service);
  at.searchParams.set('scope', `repository:${repository}:pull`);
  const answer = await fetch(at);
  const { token, access_token } = (answer.ok ? await answer.json() : {}) as { token?: string; access_token?: string };
  if (!(token ?? access_token))
    throw new Problem({
      en: `${at.host} gave no token to read the base image (HTTP ${answer.status}).`,
      pt: `${at.host} não deu um token para ler a imagem base (HTTP ${answer.status}).`,
    });
  return `Bearer ${token ?? access_token}`;
}
