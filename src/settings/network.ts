// The setting of systems that have a private network.

import * as v from 'valibot';
import { matching } from './rule.ts';

/** Networks of several systems may have the same range, because they are never connected. */
export const VPC_CIDR = v.optional(
  matching(/^((25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)\.){2}0\.0\/16$/, {
    en: 'must be a /16 such as 10.42.0.0/16',
    pt: 'precisa ser um /16, como 10.42.0.0/16',
  }),
  '10.42.0.0/16',
);
