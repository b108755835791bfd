// The settings that only the line counter has.

import { z } from 'zod';
import { VPC_CIDR } from '../../settings/network.ts';
import { rule } from '../../settings/rule.ts';
import { type Environment, onOrOff, readSettings, type SettingsOf } from '../../settings/settings.ts';

export const SETTINGS = {
  /** S3's paid metrics of requests, and the two alarms on them. */
  REQUEST_METRICS: onOrOff.default('off'),
  /** The page in front of the system, with its API. */
  WEB: onOrOff.default('on'),
  /** The log of every request to the page, written by API Gateway. */
  WEB_ACCESS_LOG: onOrOff.default('on'),
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
  VPC_CIDR,
};

export type LineCounterSettings = SettingsOf<typeof SETTINGS>;

/** @throws UsageProblem that names every wrong setting */
export const lineCounterSettings = (env: Environment): LineCounterSettings => readSettings(env, SETTINGS);
