// The settings that only the lake has, and the private network's.

import { z } from 'zod';
import { VPC_CIDR } from '../../settings/network.ts';
import { rule } from '../../settings/rule.ts';
import { type Environment, onOrOff, readSettings, type SettingsOf } from '../../settings/settings.ts';

const WHOLE = rule({
  en: 'must be a whole number from 1 to 1000000',
  pt: 'precisa ser um número inteiro de 1 a 1000000',
});

export const SETTINGS = {
  VPC_CIDR,
  /** The database's size: db.t4g.micro is the smallest. */
  DB_CLASS: z
    .string()
    .regex(
      /^db\.[a-z0-9]+\.[a-z0-9]+$/,
      rule({
        en: 'must be an instance class such as db.t4g.micro',
        pt: 'precisa ser uma classe de instância, como db.t4g.micro',
      }),
    )
    .default('db.t4g.micro'),
  /** The name of a snapshot of the database that `down` makes. Without it the rows go with the database. */
  FINAL_SNAPSHOT: z
    .string()
    .regex(
      /^[a-z](?!.*--)[a-z0-9-]{0,253}[a-z0-9]$/,
      rule({
        en: 'must be letters, digits and single hyphens, a letter first',
        pt: 'precisa ter só letras, dígitos e hifens simples, com uma letra no começo',
      }),
    )
    .optional(),
  /** Rows of one file that become items of DynamoDB, at most. */
  MAX_ITEMS: z.coerce.number().int(WHOLE).min(1, WHOLE).max(1_000_000, WHOLE).default(100_000),
  /**
   * How the function connects to the database: with a token of IAM, or with a password that stands in its variables. The
   * password is for accounts whose role lacks rds-db:connect, as LabRole may.
   */
  LAKE_DB_AUTH: z
    .enum(['iam', 'password'], rule({ en: 'must be iam or password', pt: 'precisa ser iam ou password' }))
    .default('iam'),
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
