// The imported certificates of an owner.

import { ListCertificatesCommand } from '@aws-sdk/client-acm';
import type { Service } from '../../aws/listing.ts';
import { may } from '../../aws/rights.ts';
import { ourCertificates } from './find-certificate.ts';

export const ACM: Service = {
  name: 'Certificate Manager',
  kinds: ['Certificate'],
  looksAt: [{ en: 'certificates', pt: 'certificados' }],
  ask: ({ acm }) => acm.send(new ListCertificatesCommand({ MaxItems: 1 })),
  async *list(cloud) {
    for (const { CertificateArn, InUse, Tags } of await ourCertificates(cloud)) {
      const name = Tags.find(({ Key }) => Key === 'Name')?.Value ?? String(CertificateArn);
      yield { service: 'Certificate', name, ...(InUse && { why: { en: 'in use', pt: 'em uso' } }) };
    }
  },
  rights: ({ arn }) => [
    may('acm', 'ListCertificates', '*'),
    may('acm', 'ListTagsForCertificate', arn('acm', 'certificate/*')),
  ],
};
