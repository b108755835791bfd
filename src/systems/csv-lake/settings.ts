// The settings that only the lake has, and the private network's.

import { z } from 'zod';
import { VPC_CIDR } from '../../settings/network.ts';
import { rule } from '../../settings/rule.ts';
import { type Environment, onOrOff, readSettings, type SettingsOf } from '../../settings/settings.ts';

export const SETTINGS = {
  VPC_CIDR,
  /** The database's size: db.t4g.micro is the smallest. */
  DB_CLASS: z
    .string()
    .regex(/^db\.[a-z0-9]+\.[a-z0-9]+$/, 'must be an instance class such as db.t4g.micro')
    .default('db.t4g.micro'),
  /** The name of a snapshot of the database that `down` makes. Without it the rows go with the database. */
  FINAL_SNAPSHOT: z
    .string()
    .regex(/^[a-z](?!.*--)[a-z0-9-]{0,253}[a-z0-9]$/, 'must be letters, digits and single hyphens, a letter first')
    .optional(),
  /** Rows of one file that become items of DynamoDB, at most. */
  MAX_ITEMS: z.coerce
    .number()
    .int('must be a whole number')
    .min(1, 'must be 1 or more')
    .max(1_000_000, 'must be at most 1000000')
    .default(100_000),
  /** Grafana, with its load balancer: about $0.06 an hour. */
  LAKE_GRAFANA: onOrOff.default('on'),
  /** From where Grafana can be reached. Without it: from the address of the machine that runs `up`. */
  GRAFANA_CIDR: z
    .string()
    .regex(
      /^((25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)\.){3}(25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)\/(3[0-2]|[12]?\d)$/,
      rule({
        en: 'must be a range of addresses such as 203.0.113.0/24',
        pt: 'precisa ser uma faixa de endereços, como 203.0.113.0/24',
      }),
    )
    .optional(),
};

export type CsvLakeSettings = SettingsOf<typeof SETTINGS>;

/** @throws UsageProblem that names every setting that is not right */
export const csvLakeSettings = (env: Environment): CsvLakeSettings => readSettings(env, SETTINGS);
