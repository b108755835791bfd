// The certificate of a load balancer: we make it, and import it into ACM, which gives it to the load balancer. The private
// key is not kept anywhere else. It is made anew, under the same ARN, a month before it ends, and when it is for another
// name. Notice: ACM gives an imported certificate no name, so its tag `Name` is its name.

import { DeleteCertificateCommand, ImportCertificateCommand } from '@aws-sdk/client-acm';
import type { Owned } from '../../aws/clients.ts';
import { tagList } from '../../aws/tags.ts';
import { type Drift, differences } from '../../engine/drift.ts';
import type { Purpose } from '../../engine/lifecycle.ts';
import { defineStep } from '../../engine/step.ts';
import { absentWhen, type Context, type RetryableError, retryOn } from '../../engine/wait.ts';
import type { LoadBalancer } from '../elbv2/find-load-balancer.ts';
import { ACM_ABSENT, type Certificate, findCertificate } from './find-certificate.ts';
import { acmRights } from './rights.ts';
import { selfSigned } from './self-signed.ts';

export interface CertificateSettings {
  name: string;
  about: Purpose;
}

type Needs = { loadBalancer: Pick<LoadBalancer, 'dnsName'> };

const DAY_MS = 24 * 60 * 60 * 1000;
const RENEWED_BELOW_DAYS = 30;

const stillUsed: RetryableError = {
  kinds: ['ResourceInUseException'],
  because: {
    en: 'ACM still counts it as in use by the load balancer',
    pt: 'o ACM ainda o considera em uso pelo balanceador de carga',
  },
  patience: 600,
};
/** The import is sent once only (`acmOnce`), so its throttling is repeated here: a refused call made nothing. */
const tooManyImports: RetryableError = {
  kinds: ['ThrottlingException', 'Throttling', 'RequestInProgressException'],
  because: { en: 'ACM takes few imports a second', pt: 'o ACM aceita poucas importações por segundo' },
  patience: 60,
};

export function importedCertificate(cloud: Owned, { name, about }: CertificateSettings) {
  const { acm, acmOnce, tags } = cloud;
  /** @param where the ARN to replace, or the tags of a new one: ACM takes no tags with an ARN */
  const importOne = async ({ dnsName }: Needs['loadBalancer'], where: object, ctx: Context) => {
    const { certificate, privateKey } = await selfSigned(dnsName);
    const request = { ...where, Certificate: Buffer.from(certificate), PrivateKey: Buffer.from(privateKey) };
    await retryOn(ctx, [tooManyImports], () => acmOnce.send(new ImportCertificateCommand(request)));
  };
  const erase = (CertificateArn: string, ctx: Context) =>
    retryOn(ctx, [stillUsed], () =>
      absentWhen(ACM_ABSENT, () => acm.send(new DeleteCertificateCommand({ CertificateArn }))),
    );

  return defineStep<Needs, Certificate>({
    kind: 'Certificate',
    name,
    about: {
      ...about,
      costs: { en: 'an imported certificate is free', pt: 'um certificado importado é gratuito' },
      console: 'Certificate Manager > List certificates',
    },
    observe: () => findCertificate(cloud, name),
    id: ({ arn }) => arn,
    create: ({ loadBalancer }, ctx) => importOne(loadBalancer, { Tags: tagList(tags, name) }, ctx),
    drift: (live, { loadBalancer }) => [
      ...differences(live, { names: [loadBalancer.dnsName], twins: [] }),
      ...endsSoon(live),
    ],
    async repair({ arn, twins }, { loadBalancer }, drift, ctx) {
      // A second one came of an import without an answer. The load balancer uses none of them.
      for (const twin of twins) await erase(twin, ctx);
      if (drift.some(({ field }) => field !== 'twins')) await importOne(loadBalancer, { CertificateArn: arn }, ctx);
    },
    destroy: ({ arn }, ctx) => erase(arn, ctx),
    patience: 600,
    lag: cloud.local ? 0 : 10,
    rights: acmRights(cloud),
  });
}

/** The new end is not known before it is made, so `wanted` says only that it must be later. */
function endsSoon({ validTo }: Certificate): Drift {
  if (Date.parse(validTo) - Date.now() >= RENEWED_BELOW_DAYS * DAY_MS) return [];
  const day = validTo.slice(0, 10);
  return [
    {
      field: 'validTo',
      live: validTo,
      wanted: 'later',
      shown: { en: `ends on ${day}: it is made anew`, pt: `vence em ${day}: é feito de novo` },
    },
  ];
}
