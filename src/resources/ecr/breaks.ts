// How somebody breaks a repository.

import {
  DeleteLifecyclePolicyCommand,
  PutImageScanningConfigurationCommand,
  PutImageTagMutabilityCommand,
  SetRepositoryPolicyCommand,
} from '@aws-sdk/client-ecr';
import { OPEN_TO_ALL } from '../../aws/policy.ts';
import type { Breaks } from '../break.ts';
import type { Repository } from './repository.ts';

export const repositoryBreaks = {
  'somebody lets tags be moved to other images': {
    field: 'ImageTagMutability',
    byHand: ({ ecr }, { name }) =>
      ecr.send(new PutImageTagMutabilityCommand({ repositoryName: name, imageTagMutability: 'MUTABLE' })),
  },
  'somebody opens it to all': {
    field: 'Policy',
    byHand: ({ ecr }, { name }) =>
      ecr.send(new SetRepositoryPolicyCommand({ repositoryName: name, policyText: OPEN_TO_ALL })),
  },
  'somebody stops the scans': {
    field: 'ScanOnPush',
    byHand: ({ ecr }, { name }) =>
      ecr.send(
        new PutImageScanningConfigurationCommand({
          repositoryName: name,
          imageScanningConfiguration: { scanOnPush: false },
        }),
      ),
  },
  'somebody keeps every image for ever': {
    field: 'LifecyclePolicy',
    byHand: ({ ecr }, { name }) => ecr.send(new DeleteLifecyclePolicyCommand({ repositoryName: name })),
  },
} satisfies Breaks<Repository>;
