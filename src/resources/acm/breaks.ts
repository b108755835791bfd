// How somebody breaks a certificate: with one of their own, under the same ARN.

import { ImportCertificateCommand } from '@aws-sdk/client-acm';
import type { Owned } from '../../aws/clients.ts';
import type { Breaks } from '../break.ts';
import type { Certificate } from './find-certificate.ts';
import { selfSigned } from './self-signed.ts';

async function replace({ acm }: Owned, CertificateArn: string, host: string, goodFor: number): Promise<unknown> {
  const { certificate, privateKey } = await selfSigned(host, goodFor);
  return acm.send(
    new ImportCertificateCommand({
      ...{ CertificateArn, Certificate: Buffer.from(certificate), PrivateKey: Buffer.from(privateKey) },
    }),
  );
}

export const certificateBreaks = {
  'somebody imports a certificate for another name': {
    field: 'names',
    byHand: (cloud, { arn }) => replace(cloud, arn, 'grafana.example.com', 365),
  },
  'somebody imports a certificate that ends in a week': {
    field: 'validTo',
    byHand: (cloud, { arn, names: [host = ''] }) => replace(cloud, arn, host, 7),
  },
} satisfies Breaks<Certificate>;
