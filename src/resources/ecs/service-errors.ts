// Errors of ECS about a service that pass by themselves.
// Source of the texts: hashicorp/terraform-provider-aws, ecs/service.go (serviceCreateWithRetry).

import type { RetryableError } from '../../engine/wait.ts';
import { CLUSTER_ABSENT } from './cluster.ts';

/** What a new service may meet. */
export const notSettled: RetryableError[] = [
  {
    kinds: CLUSTER_ABSENT,
    because: {
      en: 'ECS does not know the new cluster everywhere yet',
      pt: 'o ECS ainda não conhece o cluster novo em todo lugar',
    },
    patience: 120,
  },
  {
    kinds: ['InvalidParameterException'],
    message: /service linked role|service role being passed/i,
    because: {
      en: 'ECS is being used for the first time in this account, and its own role is not ready yet',
      pt: 'o ECS está sendo usado pela primeira vez nesta conta, e a role dele ainda não está pronta',
    },
    patience: 240,
  },
  {
    kinds: ['InvalidParameterException'],
    message: /does not have an associated load balancer/i,
    because: {
      en: 'ECS does not know yet that the listener uses the target group',
      pt: 'o ECS ainda não sabe que o listener usa o grupo de destino',
    },
    patience: 240,
  },
  {
    kinds: ['InvalidParameterException', 'ClientException'],
    message: /still draining/i,
    because: {
      en: 'an earlier service of this name is still ending',
      pt: 'um serviço anterior com este nome ainda está terminando',
    },
    patience: 600,
  },
];

export const serviceBusy: RetryableError = {
  kinds: ['ServiceNotActiveException', 'UpdateInProgressException'],
  because: {
    en: 'ECS is still busy with an earlier change of the service',
    pt: 'o ECS ainda está ocupado com uma mudança anterior do serviço',
  },
  patience: 120,
};

export const stillDeploying: RetryableError = {
  kinds: ['InvalidParameterException'],
  message: /deployments are active/i,
  because: {
    en: 'ECS is still ending a deployment of the service',
    pt: 'o ECS ainda está encerrando uma implantação do serviço',
  },
  patience: 600,
};
