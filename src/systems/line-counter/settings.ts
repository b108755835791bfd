// The settings that only the line counter has.

import { z } from 'zod';
import { VPC_CIDR } from '../../settings/network.ts';
import { type Environment, readSettings, type SettingsOf } from '../../settings/settings.ts';

const onOrOff = z.enum(['on', 'off'], 'must be on or off');

export const SETTINGS = {
  /** S3's paid metrics of requests, and the two alarms on them. */
  REQUEST_METRICS: onOrOff.default('off'),
  /** The page in front of the system, with its API. */
  WEB: onOrOff.default('on'),
  /** The log of every request to the page, written by API Gateway. */
  WEB_ACCESS_LOG: onOrOff.default('on'),
  CACHE_ENGINE: z.enum(['valkey', 'redis'], 'must be valkey or redis').default('valkey'),
  CACHE_NODE_TYPE: z
    .string()
    .regex(/^cache\.[a-z0-9]+\.[a-z0-9]+$/, 'must be a node type such as cache.t4g.micro')
    .default('cache.t4g.micro'),
  VPC_CIDR,
};

export type LineCounterSettings = SettingsOf<typeof SETTINGS>;

/** @throws UsageProblem that names every wrong setting */
export const lineCounterSettings = (env: Environment): LineCounterSettings => readSettings(env, SETTINGS);
