// The settings that only the lake has, and the private network's.

import * as v from 'valibot';
import { VPC_CIDR } from '../../settings/network.ts';
import { matching, oneOf, wholeFrom } from '../../settings/rule.ts';
import { type Environment, ON_OR_OFF, readSettings, type SettingsOf } from '../../settings/settings.ts';

export const SETTINGS = {
  VPC_CIDR,
  /** The database's size: db.t4g.micro is the smallest. */
  DB_CLASS: v.optional(
    matching(/^db\.[a-z0-9]+\.[a-z0-9]+$/, {
      en: 'must be an instance class such as db.t4g.micro',
      pt: 'precisa ser uma classe de instância, como db.t4g.micro',
    }),
    'db.t4g.micro',
  ),
  /** The name of a snapshot of the database that `down` makes. Without it the rows go with the database. */
  FINAL_SNAPSHOT: v.optional(
    matching(/^[a-z](?!.*--)[a-z0-9-]{0,253}[a-z0-9]$/, {
      en: 'must be letters, digits and single hyphens, a letter first',
      pt: 'precisa ter só letras, dígitos e hifens simples, com uma letra no começo',
    }),
  ),
  /** Rows of one file that become items of DynamoDB, at most. */
  MAX_ITEMS: v.optional(wholeFrom(1, 1_000_000), '100000'),
  /**
   * How the function connects to the database: with a token of IAM, or with a password that stands in its variables. The
   * password is for accounts whose role lacks rds-db:connect, as LabRole may.
   */
  LAKE_DB_AUTH: v.optional(oneOf('iam', 'password'), 'iam'),
  /** Grafana, with its load balancer: about $0.06 an hour. */
  LAKE_GRAFANA: v.optional(ON_OR_OFF, 'on'),
  /** From where Grafana can be reached. Without it: from the address of the machine that runs `up`. */
  GRAFANA_CIDR: v.optional(
    matching(/^((25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)\.){3}(25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)\/(3[0-2]|[12]?\d)$/, {
      en: 'must be a range of addresses such as 203.0.113.0/24',
      pt: 'precisa ser uma faixa de endereços, como 203.0.113.0/24',
    }),
  ),
};

export type CsvLakeSettings = SettingsOf<typeof SETTINGS>;

/** @throws UsageProblem that names every setting that is not right */
export const csvLakeSettings = (env: Environment): CsvLakeSettings => readSettings(env, SETTINGS);
