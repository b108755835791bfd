// Sends the call that makes a load balancer, and says what a person can do when ELB cannot make it.

import type { CreateLoadBalancerCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Owned } from '../../aws/clients.ts';
import { errorText, isKind, Problem } from '../../engine/problems.ts';
import type { Text } from '../../engine/text.ts';
import { absentWhen, type Context, type RetryableError, retryOn } from '../../engine/wait.ts';
import { elbError } from './elb.ts';

/** ELB reads the network itself, and EC2 shows it a new subnet, group or route some seconds later. */
const notSeenYet: RetryableError = {
  kinds: elbError('InvalidSubnet', 'SubnetNotFound', 'InvalidSecurityGroup'),
  because: {
    en: 'ELB does not know the new network everywhere yet',
    pt: 'o ELB ainda não conhece a rede nova em todo lugar',
  },
  patience: 120,
  hint: {
    en: 'See VPC > Route tables: the public subnets need a route to an internet gateway, and 8 free addresses each.',
    pt: 'Veja em VPC > Tabelas de rotas: as sub-redes públicas precisam de uma rota até um gateway da internet e de 8 endereços livres cada.',
  },
};

const NEXT: readonly (readonly [kinds: readonly string[], next: Text])[] = [
  [
    elbError('OperationNotPermitted'),
    {
      en: 'AWS opens load balancers to some new accounts only when asked: write to AWS Support (Account and billing).',
      pt: 'A AWS só libera balanceadores de carga em algumas contas novas quando se pede: escreva ao AWS Support (Conta e faturamento).',
    },
  ],
  [
    elbError('TooManyLoadBalancers'),
    {
      en: 'Delete a load balancer that nobody needs, or ask for more in Service Quotas > Elastic Load Balancing.',
      pt: 'Apague um balanceador de carga de que ninguém precisa, ou peça mais em Service Quotas > Elastic Load Balancing.',
    },
  ],
];

/** One of that name with other settings counts as made: the next look decides whether it is ours. */
export async function createLoadBalancer(
  { elbv2 }: Owned,
  command: CreateLoadBalancerCommand,
  ctx: Context,
): Promise<void> {
  try {
    await retryOn(ctx, [notSeenYet], () =>
      absentWhen(elbError('DuplicateLoadBalancerName'), () => elbv2.send(command)),
    );
  } catch (cause) {
    const next = NEXT.find(([kinds]) => isKind(cause, ...kinds))?.[1];
    if (!next) throw cause;
    const { Name } = command.input;
    throw new Problem(
      {
        en: `ELB does not make the load balancer ${Name}: ${errorText(cause)}`,
        pt: `O ELB não cria o balanceador de carga ${Name}: ${errorText(cause)}`,
      },
      { cause, next },
    );
  }
}
