// The settings that only the line counter has.

import * as v from 'valibot';
import { VPC_CIDR } from '../../settings/network.ts';
import { matching, oneOf } from '../../settings/rule.ts';
import { type Environment, ON_OR_OFF, readSettings, type SettingsOf } from '../../settings/settings.ts';

export const SETTINGS = {
  /** S3's paid metrics of requests, and the two alarms on them. */
  REQUEST_METRICS: v.optional(ON_OR_OFF, 'off'),
  /** The page in front of the system, with its API. */
  WEB: v.optional(ON_OR_OFF, 'on'),
  /** The log of every request to the page, written by API Gateway. */
  WEB_ACCESS_LOG: v.optional(ON_OR_OFF, 'on'),
  CACHE_ENGINE: v.optional(oneOf('valkey', 'redis'), 'valkey'),
  CACHE_NODE_TYPE: v.optional(
    matching(/^cache\.[a-z0-9]+\.[a-z0-9]+$/, {
      en: 'must be a node type such as cache.t4g.micro',
      pt: 'precisa ser um tipo de nó, como cache.t4g.micro',
    }),
    'cache.t4g.micro',
  ),
  VPC_CIDR,
};

export type LineCounterSettings = SettingsOf<typeof SETTINGS>;

/** @throws UsageProblem that names every wrong setting */
export const lineCounterSettings = (env: Environment): LineCounterSettings => readSettings(env, SETTINGS);
