// The settings that only the line counter has.

import { z } from 'zod';
import { rule } from '../../settings/rule.ts';
import { type Environment, onOrOff, readSettings, type SettingsOf } from '../../settings/settings.ts';

export const SETTINGS = {
  /** S3's paid metrics of requests, and the two alarms on them. */
  REQUEST_METRICS: onOrOff.default('off'),
  CACHE_ENGINE: z
    .enum(['valkey', 'redis'], rule({ en: 'must be valkey or redis', pt: 'precisa ser valkey ou redis' }))
    .default('valkey'),
  CACHE_NODE_TYPE: z
    .string()
    .regex(
      /^cache\.[a-z0-9]+\.[a-z0-9]+$/,
      rule({
        en: 'must be a node type such as cache.t4g.micro',
        pt: 'precisa ser um tipo de nó, como cache.t4g.micro',
      }),
    )
    .default('cache.t4g.micro'),
  VPC_CIDR: z
    .string()
    .regex(
      /^((25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)\.){2}0\.0\/16$/,
      rule({ en: 'must be a /16 such as 10.42.0.0/16', pt: 'precisa ser um /16, como 10.42.0.0/16' }),
    )
    .default('10.42.0.0/16'),
};

export type LineCounterSettings = SettingsOf<typeof SETTINGS>;

/** @throws UsageProblem that names every wrong setting */
export const lineCounterSettings = (env: Environment): LineCounterSettings => readSettings(env, SETTINGS);
