// The right that whoever uses ECS first in an account needs.

import type { Owned } from '../../aws/clients.ts';
import { equals, may } from '../../aws/rights.ts';

/** ECS makes its own role then (ECS developer guide, "Using service-linked roles"). */
export const firstUse = ({ partition, account }: Owned) =>
  may(
    'iam',
    'CreateServiceLinkedRole',
    `arn:${partition}:iam::${account}:role/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS`,
    { when: equals({ 'iam:AWSServiceName': 'ecs.amazonaws.com' }) },
  );
