// A repository of container images in ECR. A tag names one image for ever: the repository refuses another one, so nobody can
// put other code behind a name that runs already.

import {
  CreateRepositoryCommand,
  DeleteRepositoryCommand,
  DescribeRepositoriesCommand,
  GetLifecyclePolicyCommand,
  GetRepositoryPolicyCommand,
  ListTagsForResourceCommand,
  PutImageScanningConfigurationCommand,
  PutImageTagMutabilityCommand,
  PutLifecyclePolicyCommand,
  SetRepositoryPolicyCommand,
  type Tag,
} from '@aws-sdk/client-ecr';
import type { Owned } from '../../aws/clients.ts';
import { may } from '../../aws/rights.ts';
import { isOurs, tagList } from '../../aws/tags.ts';
import { differences } from '../../engine/drift.ts';
import type { Purpose } from '../../engine/lifecycle.ts';
import { defineStep } from '../../engine/step.ts';
import { absentWhen, type RetryableError, retryOn } from '../../engine/wait.ts';

export interface Repository {
  readonly name: string;
  readonly arn: string;
  /** "123456789012.dkr.ecr.us-east-1.amazonaws.com/ada-dev-shop" */
  readonly uri: string;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly tags: readonly Tag[];
}

export interface RepositorySettings {
  /** 2 to 256 letters in lower case, digits, "-", "_", "." and "/". */
  name: string;
  about: Purpose;
  /** Name of the Lambda function that is made of its images. */
  functionName: string;
}

export const REPOSITORY_ABSENT = ['RepositoryNotFoundException'];
/** Images that stay; an older one is deleted by ECR. The newest one runs. */
const KEPT_IMAGES = 10;

const notKnownYet: RetryableError = {
  kinds: REPOSITORY_ABSENT,
  because: {
    en: 'ECR does not know the new repository everywhere yet',
    pt: 'o ECR ainda não conhece o repositório novo em todo lugar',
  },
  patience: 60,
};

export function ecrRepository(cloud: Owned, { name, about, functionName }: RepositorySettings) {
  const { ecr, tags } = cloud;
  const repositoryName = name;
  const wanted = {
    ImageTagMutability: 'IMMUTABLE' as const,
    ScanOnPush: true,
    Policy: {
      Version: '2012-10-17',
      Statement: [
        {
          Sid: 'LambdaReadsImages',
          Effect: 'Allow',
          Principal: { Service: 'lambda.amazonaws.com' },
          Action: ['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'],
          Condition: { StringLike: { 'aws:sourceArn': cloud.arn('lambda', `function:${functionName}`) } },
        },
      ],
    },
    LifecyclePolicy: {
      rules: [
        {
          rulePriority: 1,
          description: 'Old images go',
          selection: { tagStatus: 'any', countType: 'imageCountMoreThan', countNumber: KEPT_IMAGES },
          action: { type: 'expire' },
        },
      ],
    },
  };
  const change: Readonly<Record<string, () => Promise<unknown>>> = {
    ImageTagMutability: () =>
      ecr.send(new PutImageTagMutabilityCommand({ repositoryName, imageTagMutability: wanted.ImageTagMutability })),
    ScanOnPush: () =>
      ecr.send(
        new PutImageScanningConfigurationCommand({
          repositoryName,
          imageScanningConfiguration: { scanOnPush: wanted.ScanOnPush },
        }),
      ),
    Policy: () =>
      ecr.send(new SetRepositoryPolicyCommand({ repositoryName, policyText: JSON.stringify(wanted.Policy) })),
    LifecyclePolicy: () =>
      ecr.send(
        new PutLifecyclePolicyCommand({ repositoryName, lifecyclePolicyText: JSON.stringify(wanted.LifecyclePolicy) }),
      ),
  };

  return defineStep<object, Repository>({
    kind: 'ECR repository',
    name,
    about: {
      ...about,
      costs: { en: '$0.10 per GB and month of images', pt: 'US$ 0,10 por GB e mês de imagens' },
      console: 'Elastic Container Registry > Private registry > Repositories',
    },
    observe: () => findRepository(cloud, name),
    ours: (live) => isOurs(tags, live.tags),
    create: () =>
      absentWhen(['RepositoryAlreadyExistsException'], () =>
        ecr.send(
          new CreateRepositoryCommand({
            repositoryName,
            imageTagMutability: wanted.ImageTagMutability,
            imageScanningConfiguration: { scanOnPush: wanted.ScanOnPush },
            tags: tagList(tags),
          }),
        ),
      ),
    drift: (live) => differences(live.settings, wanted),
    async repair(_live, _needs, drift, ctx) {
      for (const { field } of drift)
        await retryOn(ctx, [notKnownYet], () => (change[field] as () => Promise<unknown>)());
    },
    destroy: () =>
      absentWhen(REPOSITORY_ABSENT, () => ecr.send(new DeleteRepositoryCommand({ repositoryName, force: true }))),
    lag: cloud.local ? 0 : 10,
    rights: [
      may(
        'ecr',
        `CreateRepository DeleteRepository DescribeRepositories GetLifecyclePolicy GetRepositoryPolicy
         ListTagsForResource PutImageScanningConfiguration PutImageTagMutability PutLifecyclePolicy SetRepositoryPolicy
         TagResource`,
        cloud.arn('ecr', `repository/${name}`),
      ),
    ],
  });
}

async function findRepository({ ecr }: Owned, repositoryName: string): Promise<Repository | undefined> {
  const answer = await absentWhen(REPOSITORY_ABSENT, () =>
    ecr.send(new DescribeRepositoriesCommand({ repositoryNames: [repositoryName] })),
  );
  const found = answer?.repositories?.[0];
  if (!found?.repositoryArn) return undefined;
  const { repositoryArn: arn, repositoryUri: uri = '' } = found;
  const rest = await absentWhen(REPOSITORY_ABSENT, () =>
    Promise.all([
      absentWhen(['RepositoryPolicyNotFoundException'], () =>
        ecr.send(new GetRepositoryPolicyCommand({ repositoryName })),
      ),
      absentWhen(['LifecyclePolicyNotFoundException'], () =>
        ecr.send(new GetLifecyclePolicyCommand({ repositoryName })),
      ),
      ecr.send(new ListTagsForResourceCommand({ resourceArn: arn })),
    ]),
  );
  if (!rest) return undefined;
  const [policy, lifecycle, { tags = [] }] = rest;
  return {
    ...{ name: repositoryName, arn, uri, tags },
    settings: {
      ImageTagMutability: found.imageTagMutability,
      ScanOnPush: found.imageScanningConfiguration?.scanOnPush ?? false,
      Policy: policy?.policyText,
      LifecyclePolicy: lifecycle?.lifecyclePolicyText,
    },
  };
}
