// States and errors of a load balancer.

import { Problem } from '../../engine/problems.ts';
import type { RetryableError } from '../../engine/wait.ts';
import { elbError } from './elb.ts';
import type { LoadBalancer } from './find-load-balancer.ts';

/** ELB carries out one change of a load balancer after the other. */
export const balancerBusy: RetryableError = {
  kinds: elbError('ResourceInUse', 'PriorRequestNotComplete'),
  because: {
    en: 'ELB is still busy with the load balancer',
    pt: 'o ELB ainda está ocupado com o balanceador de carga',
  },
  patience: 300,
};

/** @throws Problem for one that will never be active */
export function refuseFailed({ name, state, reason }: Pick<LoadBalancer, 'name' | 'state' | 'reason'>): void {
  if (state !== 'failed') return;
  throw new Problem(
    {
      en: `Load balancer ${name} could not be set up${reason ? `: ${reason}` : ''}.`,
      pt: `Não foi possível preparar o balanceador de carga ${name}${reason ? `: ${reason}` : ''}.`,
    },
    {
      next: {
        en: 'Take the system down, then up again. See EC2 > Load Balancers > the load balancer for the reason.',
        pt: 'Remova o sistema e construa de novo. Veja o motivo em EC2 > Load balancers > o balanceador de carga.',
      },
    },
  );
}
