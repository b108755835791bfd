// The rights of a certificate in ACM. ACM chooses the ids, so writes are limited by tags.

import type { Owned } from '../../aws/clients.ts';
import { may, tagged } from '../../aws/rights.ts';

export function acmRights({ arn, tags }: Pick<Owned, 'arn' | 'tags'>) {
  const any = arn('acm', 'certificate/*');
  return [
    may('acm', 'ListCertificates', '*'),
    may('acm', 'GetCertificate ListTagsForCertificate', any),
    may('acm', 'AddTagsToCertificate ImportCertificate', any, { when: tagged('RequestTag', tags) }),
    may('acm', 'DeleteCertificate ImportCertificate', any, { when: tagged('ResourceTag', tags) }),
  ];
}
