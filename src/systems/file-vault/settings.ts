// The settings that only the file vault has, and the private network's.

import * as v from 'valibot';
import { VPC_CIDR } from '../../settings/network.ts';
import { matching, oneNumberOf, oneOf, rule, wholeFrom } from '../../settings/rule.ts';
import { type Environment, RETENTIONS, readSettings, type SettingsOf } from '../../settings/settings.ts';

/** An audit log is kept for a year at least. */
const YEARS = RETENTIONS.filter((days) => days >= 365);

export const SETTINGS = {
  /** `private`: no way to the internet. `egress`: a public address that lets nobody in. Default: egress in a lab. */
  VAULT_NETWORK: v.optional(oneOf('private', 'egress')),
  VAULT_INSTANCE_TYPE: v.optional(
    matching(/^[a-z]\w*\.[a-z0-9]+$/, {
      en: 'must be an instance type such as t3.micro',
      pt: 'precisa ser um tipo de instância, como t3.micro',
    }),
    't3.micro',
  ),
  /** Gigabytes (GiB) of the volume. It can grow, and never become smaller. */
  VAULT_GB: v.optional(wholeFrom(1, 16_384), '4'),
  /** Days for which nobody deletes or changes a backup. */
  RETENTION_DAYS: v.optional(wholeFrom(1, 36_500), '1'),
  RETENTION_MODE: v.optional(oneOf('GOVERNANCE', 'COMPLIANCE'), 'GOVERNANCE'),
  /** COMPLIANCE needs this second word, because nobody can take it back: not you, not AWS. */
  COMPLIANCE_CONFIRMED: v.optional(
    v.literal(
      'nobody-can-delete-it',
      rule({
        en: 'must be nobody-can-delete-it, or not be there',
        pt: 'precisa ser nobody-can-delete-it, ou não estar lá',
      }),
    ),
  ),
  AUDIT_RETENTION_DAYS: v.optional(oneNumberOf(YEARS), '365'),
  LAB_PROFILE: v.optional(
    matching(/^[\w+=,.@-]{1,128}$/, {
      en: 'must be the name of an instance profile, such as LabInstanceProfile',
      pt: 'precisa ser o nome de um perfil de instância, como LabInstanceProfile',
    }),
    'LabInstanceProfile',
  ),
  VPC_CIDR,
};

export type FileVaultSettings = SettingsOf<typeof SETTINGS>;

/** @throws UsageProblem that names every wrong setting */
export const fileVaultSettings = (env: Environment): FileVaultSettings => readSettings(env, SETTINGS);
