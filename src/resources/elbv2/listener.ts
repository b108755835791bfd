// An HTTPS listener: a load balancer takes connections on one port, shows a certificate, and hands requests to a target
// group. There is no listener for plain HTTP, so no password crosses the internet readable.

import {
  CreateListenerCommand,
  DeleteListenerCommand,
  ModifyListenerCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Owned } from '../../aws/clients.ts';
import { tagList } from '../../aws/tags.ts';
import { differences } from '../../engine/drift.ts';
import type { Purpose } from '../../engine/lifecycle.ts';
import { defineStep } from '../../engine/step.ts';
import { absentWhen, type RetryableError, retryOn } from '../../engine/wait.ts';
import type { Certificate } from '../acm/find-certificate.ts';
import { ELB_ABSENT, elbError, elbRights } from './elb.ts';
import { findListener, type Listener } from './find-listener.ts';
import type { LoadBalancer } from './find-load-balancer.ts';
import type { TargetGroup } from './find-target-group.ts';

export interface ListenerSettings {
  /** Name of the load balancer. */
  loadBalancer: string;
  about: Purpose;
}

interface Needs {
  loadBalancer: LoadBalancer;
  certificate: Certificate;
  targetGroup: TargetGroup;
}

const HTTPS = 443;
/** TLS 1.2 and 1.3 with forward secrecy only (ELB user guide, "Security policies"; FSBP ELB.17). */
const TLS_POLICY = 'ELBSecurityPolicy-TLS13-1-2-2021-06';

/** ELB reads a certificate itself, and ACM shows it one that was just imported some seconds later. */
const certificateTooNew: RetryableError = {
  kinds: elbError('CertificateNotFound', 'UnsupportedCertificate'),
  because: {
    en: 'ELB does not know the new certificate yet',
    pt: 'o ELB ainda não conhece o certificado novo',
  },
  patience: 300,
  hint: {
    en: 'See Certificate Manager > List certificates: the certificate must be there and not have ended.',
    pt: 'Veja em Certificate Manager > Listar certificados: o certificado precisa estar lá e não ter vencido.',
  },
};
const targetGroupTooNew: RetryableError = {
  kinds: elbError('TargetGroupNotFound', 'LoadBalancerNotFound'),
  because: {
    en: 'ELB does not know the new load balancer and target group everywhere yet',
    pt: 'o ELB ainda não conhece o balanceador de carga e o grupo de destino novos em todo lugar',
  },
  patience: 120,
};

export function httpsListener(cloud: Owned, { loadBalancer: balancer, about }: ListenerSettings) {
  const { elbv2, tags } = cloud;
  const { look, onLoadBalancer, onListener } = elbRights(cloud, balancer);
  const settings = ({ certificate, targetGroup }: Needs) => ({
    ...{ Port: HTTPS, Protocol: 'HTTPS' as const, SslPolicy: TLS_POLICY },
    Certificates: [{ CertificateArn: certificate.arn }],
    DefaultActions: [{ Type: 'forward' as const, TargetGroupArn: targetGroup.arn }],
  });

  return defineStep<Needs, Listener>({
    kind: 'Listener',
    name: `${balancer} ${HTTPS}`,
    about: { ...about, console: 'EC2 > Load Balancers > the load balancer > Listeners and rules' },
    observe: () => findListener(cloud, balancer, HTTPS),
    create: (needs, ctx) =>
      retryOn(ctx, [certificateTooNew, targetGroupTooNew], () =>
        absentWhen(elbError('DuplicateListener'), () =>
          elbv2.send(
            new CreateListenerCommand({
              ...{ LoadBalancerArn: needs.loadBalancer.arn, ...settings(needs), Tags: tagList(tags) },
            }),
          ),
        ),
      ),
    drift: (live, { certificate, targetGroup }) =>
      differences(live, {
        ...{ Protocol: 'HTTPS', SslPolicy: TLS_POLICY, CertificateArn: certificate.arn },
        DefaultAction: `forward ${targetGroup.arn}`,
      }),
    repair: ({ arn: ListenerArn }, needs, _, ctx) =>
      retryOn(ctx, [certificateTooNew, targetGroupTooNew], () =>
        elbv2.send(new ModifyListenerCommand({ ListenerArn, ...settings(needs) })),
      ),
    destroy: ({ arn: ListenerArn }) =>
      absentWhen(ELB_ABSENT, () => elbv2.send(new DeleteListenerCommand({ ListenerArn }))),
    lag: cloud.local ? 0 : 10,
    rights: [
      look('DescribeListeners DescribeLoadBalancers DescribeTags'),
      onLoadBalancer('CreateListener'),
      onListener('AddTags DeleteListener ModifyListener'),
    ],
  });
}
