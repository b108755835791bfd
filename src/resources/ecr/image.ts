// A container image in a repository. Its tag is the hash of what it is made of, so an image that is there is never made
// again. A function uses it by its digest: then nothing but this image can run.

import {
  BatchDeleteImageCommand,
  GetAuthorizationTokenCommand,
  type ImageIdentifier,
  paginateListImages,
} from '@aws-sdk/client-ecr';
import type { Owned } from '../../aws/clients.ts';
import { refuseOtherHosts } from '../../aws/guard.ts';
import { may } from '../../aws/rights.ts';
import type { Purpose } from '../../engine/lifecycle.ts';
import { Problem } from '../../engine/problems.ts';
import { defineStep } from '../../engine/step.ts';
import { absentWhen, type Context } from '../../engine/wait.ts';
import type { Base } from './push/base.ts';
import type { OwnLayer } from './push/push-image.ts';
import type { Registry } from './push/registry.ts';
import { REPOSITORY_ABSENT, type Repository } from './repository.ts';

export interface Image {
  /** "123456789012.dkr.ecr.us-east-1.amazonaws.com/ada-dev-shop@sha256:…"; with its tag while it is not pushed. */
  readonly uri: string;
  /** Tags of all images in the repository. */
  readonly images: readonly ImageIdentifier[];
}

export interface ImageSettings {
  /** Name of its repository. */
  repository: string;
  about: Purpose;
  /** What it is made of. Read only when it is compared or pushed, so these may be getters. */
  content: {
    /** "src-0123456789ab": another content has another tag. */
    readonly tag: string;
    readonly own: OwnLayer;
    base(ctx: Context): Promise<Base>;
  };
}

export function containerImage(cloud: Owned, { repository, about, content }: ImageSettings) {
  const { ecr } = cloud;
  const uri = `${cloud.account}.dkr.ecr.${cloud.region}.amazonaws.com/${repository}`;
  const tagged = ({ images }: Pick<Image, 'images'>) => {
    const { tag } = content;
    return images.find(({ imageTag }) => imageTag === tag);
  };

  const push = async (ctx: Context) => {
    const { pushImage } = await import('./push/push-image.ts');
    const { tag, own } = content;
    await pushImage(await registryOf(cloud, repository, ctx), await content.base(ctx), own, tag, ctx);
  };

  return defineStep<{ repository: Repository }, Image>({
    kind: 'Container image',
    name: repository,
    about: { ...about, console: 'Elastic Container Registry > Private registry > Repositories > Images' },
    async observe() {
      const images = await absentWhen(REPOSITORY_ABSENT, () => listImages(cloud, repository));
      if (!images?.length) return undefined;
      return {
        images,
        get uri() {
          const digest = tagged({ images })?.imageDigest;
          return digest ? `${uri}@${digest}` : `${uri}:${content.tag}`;
        },
      };
    },
    create: (_, ctx) => push(ctx),
    drift: (live) =>
      tagged(live)
        ? []
        : [{ field: 'Tag', live: live.images.map(({ imageTag }) => imageTag).join(', '), wanted: content.tag }],
    repair: (_live, _needs, _drift, ctx) => push(ctx),
    async destroy({ images }) {
      for (let from = 0; from < images.length; from += MOST_AT_ONCE) {
        const imageIds = images.slice(from, from + MOST_AT_ONCE);
        await absentWhen(REPOSITORY_ABSENT, () =>
          ecr.send(new BatchDeleteImageCommand({ repositoryName: repository, imageIds })),
        );
      }
    },
    usually: cloud.local ? 1 : 120,
    rights: [
      may('ecr', 'GetAuthorizationToken', '*'),
      // What the registry asks for when an image is pushed (ECR user guide, "IAM permissions for pushing an image").
      may(
        'ecr',
        `BatchCheckLayerAvailability BatchDeleteImage BatchGetImage CompleteLayerUpload GetDownloadUrlForLayer
         InitiateLayerUpload ListImages PutImage UploadLayerPart`,
        cloud.arn('ecr', `repository/${repository}`),
      ),
    ],
  });
}

/** ECR API reference, BatchDeleteImage. */
const MOST_AT_ONCE = 100;

async function listImages({ ecr: client }: Owned, repositoryName: string): Promise<ImageIdentifier[]> {
  const images: ImageIdentifier[] = [];
  for await (const { imageIds = [] } of paginateListImages({ client }, { repositoryName })) images.push(...imageIds);
  return images;
}

/** The registry that belongs to ECR, with a token for twelve hours. On a local cloud it is the same server. */
async function registryOf(cloud: Owned, repository: string, ctx: Context): Promise<Registry> {
  const { ecr, journal, endpoint, account, region } = cloud;
  const { authorizationData } = await ecr.send(new GetAuthorizationTokenCommand({}));
  const { authorizationToken, proxyEndpoint } = authorizationData?.[0] ?? {};
  if (!authorizationToken || !proxyEndpoint)
    throw new Problem({
      en: 'ECR gave no token to push the image with.',
      pt: 'O ECR não deu um token para enviar a imagem.',
    });
  const { Registry } = await import('./push/registry.ts');
  return new Registry(
    {
      url: endpoint ?? proxyEndpoint,
      repository,
      authorization: `Basic ${authorizationToken}`,
      // One local server answers for every account: the name of the registry says for which.
      ...(endpoint && { query: { ns: `${account}.dkr.ecr.${region}.amazonaws.com` } }),
      before({ hostname }, operation) {
        if (endpoint) refuseOtherHosts(hostname);
        journal.note('ECR', operation);
      },
    },
    ctx,
  );
}
