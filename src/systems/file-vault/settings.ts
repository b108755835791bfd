// The settings that only the file vault has, and the private network's.

import { z } from 'zod';
import { VPC_CIDR } from '../../settings/network.ts';
import { rule } from '../../settings/rule.ts';
import { type Environment, RETENTIONS, readSettings, type SettingsOf } from '../../settings/settings.ts';

/** An audit log is kept for a year at least. */
const YEARS = RETENTIONS.filter((days) => days >= 365);
const WHOLE = rule({ en: 'must be a whole number', pt: 'precisa ser um número inteiro' });
const whole = (least: number, most: number) =>
  z.coerce
    .number(WHOLE)
    .int(WHOLE)
    .min(least, rule({ en: `must be ${least} or more`, pt: `precisa ser no mínimo ${least}` }))
    .max(most, rule({ en: `must be ${most} or less`, pt: `precisa ser no máximo ${most}` }));
const either = (one: string, other: string) =>
  rule({ en: `must be ${one} or ${other}`, pt: `precisa ser ${one} ou ${other}` });

export const SETTINGS = {
  /** `private`: no way to the internet. `egress`: a public address that lets nobody in. Default: egress in a lab. */
  VAULT_NETWORK: z.enum(['private', 'egress'], either('private', 'egress')).optional(),
  VAULT_INSTANCE_TYPE: z
    .string()
    .regex(
      /^[a-z]\w*\.[a-z0-9]+$/,
      rule({
        en: 'must be an instance type such as t3.micro',
        pt: 'precisa ser um tipo de instância, como t3.micro',
      }),
    )
    .default('t3.micro'),
  /** Gigabytes (GiB) of the volume. It can grow, and never become smaller. */
  VAULT_GB: whole(1, 16_384).default(4),
  /** Days for which nobody deletes or changes a backup. */
  RETENTION_DAYS: whole(1, 36_500).default(1),
  RETENTION_MODE: z.enum(['GOVERNANCE', 'COMPLIANCE'], either('GOVERNANCE', 'COMPLIANCE')).default('GOVERNANCE'),
  /** COMPLIANCE needs this second word, because nobody can take it back: not you, not AWS. */
  COMPLIANCE_CONFIRMED: z
    .literal(
      'nobody-can-delete-it',
      rule({
        en: 'must be nobody-can-delete-it, or not be there',
        pt: 'precisa ser nobody-can-delete-it, ou não estar lá',
      }),
    )
    .optional(),
  AUDIT_RETENTION_DAYS: z.coerce
    .number()
    .refine(
      (days) => YEARS.includes(days),
      rule({ en: `must be one of ${YEARS.join(', ')}`, pt: `precisa ser um de ${YEARS.join(', ')}` }),
    )
    .default(365),
  LAB_PROFILE: z
    .string()
    .regex(
      /^[\w+=,.@-]{1,128}$/,
      rule({
        en: 'must be the name of an instance profile, such as LabInstanceProfile',
        pt: 'precisa ser o nome de um perfil de instância, como LabInstanceProfile',
      }),
    )
    .default('LabInstanceProfile'),
  VPC_CIDR,
};

export type FileVaultSettings = SettingsOf<typeof SETTINGS>;

/** @throws UsageProblem that names every wrong setting */
export const fileVaultSettings = (env: Environment): FileVaultSettings => readSettings(env, SETTINGS);
