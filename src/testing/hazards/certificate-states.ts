// ACM lists a new certificate some seconds later, and never lists one with an elliptic key unless it is asked for such. ELB
// knows a new certificate later still, and takes one only for a whole host name. A certificate that a listener used counts
// as in use for a while (ACM API reference; hashicorp/terraform-provider-aws#10510, #41789).

import { X509Certificate } from 'node:crypto';
import { GetCertificateCommand } from '@aws-sdk/client-acm';
import type { HazardContext } from './context.ts';
import { refuse } from './refusal.ts';
import { type Answer, asked, type Call, type Hazard, is } from './wire.ts';

export interface CertificateTimes {
  /** Seconds from the import on. */
  readonly unlisted?: number;
  readonly unknownToElb?: number;
  /** Seconds after its listener is gone. */
  readonly stillInUse?: number;
}

export function certificateStates(
  { clock, ground }: HazardContext,
  { unlisted = 4, unknownToElb = 15, stillInUse = 60 }: CertificateTimes = {},
): Hazard {
  const born = new Map<string, number>();
  const listeners = new Map<string, string>(); // ARN of a listener -> its certificate
  const freeAt = new Map<string, number>();
  const age = (arn: string) => clock.now() - (born.get(arn) ?? Number.NEGATIVE_INFINITY);

  const inUse = (arn: string) => [...listeners.values()].includes(arn) || clock.now() < (freeAt.get(arn) ?? 0);
  const asListed = (call: Call, answer: Answer): Answer => {
    const { keyTypes = [] } = (call.input.Includes ?? {}) as { keyTypes?: string[] };
    const told = JSON.parse(answer.body) as { CertificateSummaryList: { CertificateArn: string }[] };
    const seen = told.CertificateSummaryList.filter(({ CertificateArn }) => age(CertificateArn) >= unlisted);
    const rows = keyTypes.includes('EC_prime256v1') ? seen : [];
    const marked = rows.map((one) => ({ ...one, Type: 'IMPORTED', InUse: inUse(one.CertificateArn) }));
    return { ...answer, body: JSON.stringify({ CertificateSummaryList: marked }) };
  };
  const refusedImport = (call: Call) => {
    if (call.input.CertificateArn && call.input.Tags)
      return refuse(call, 'InvalidParameterException', 'Tags cannot be applied when a certificate is reimported');
    const { validFrom } = new X509Certificate(Buffer.from(asked(call, 'Certificate'), 'base64'));
    return Date.parse(validFrom) > Date.now()
      ? refuse(call, 'ValidationException', 'The certificate is not valid yet')
      : undefined;
  };
  const refusedListener = async (call: Call) => {
    const arn = asked(call, 'Certificates.member.1.CertificateArn');
    if (age(arn) < unknownToElb) return refuse(call, 'CertificateNotFound', `Certificate '${arn}' not found`);
    const { Certificate = '' } = await ground.acm.send(new GetCertificateCommand({ CertificateArn: arn }));
    if (/^CN=([a-z0-9-]+\.)+[a-z]+$/.test(new X509Certificate(Certificate).subject)) return undefined;
    const text = `The certificate '${arn}' must have a fully-qualified domain name, a supported signature, and a supported key size.`;
    return refuse(call, 'UnsupportedCertificate', text);
  };

  return async (call, pass) => {
    if (call.service === 'acm') {
      if (is(call, 'ListCertificates')) return asListed(call, await pass());
      const arn = asked(call, 'CertificateArn');
      if (is(call, 'DeleteCertificate') && inUse(arn))
        return refuse(call, 'ResourceInUseException', `Certificate ${arn} is in use.`);
      if (!is(call, 'ImportCertificate')) return pass();
      const answer = refusedImport(call) ?? (await pass());
      if (answer.status < 300 && !arn) born.set(JSON.parse(answer.body).CertificateArn, clock.now());
      return answer;
    }
    if (call.service !== 'elasticloadbalancing') return pass();
    if (is(call, 'CreateListener', 'ModifyListener')) {
      const refused = await refusedListener(call);
      if (refused) return refused;
      const answer = await pass();
      const [, listener] = /<ListenerArn>([^<]*)</.exec(answer.body) ?? [];
      if (listener) listeners.set(listener, asked(call, 'Certificates.member.1.CertificateArn'));
      return answer;
    }
    const gone = is(call, 'DeleteListener') ? listeners.get(asked(call, 'ListenerArn')) : undefined;
    const answer = await pass();
    if (gone && answer.status < 300) {
      listeners.delete(asked(call, 'ListenerArn'));
      freeAt.set(gone, clock.now() + stillInUse);
    }
    return answer;
  };
}
