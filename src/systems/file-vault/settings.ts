// The settings that only the file vault has.

import { z } from 'zod';
import { type Environment, readSettings, type SettingsOf } from '../../settings/settings.ts';

/** Days of an audit log that CloudWatch Logs accepts, from one year on (CloudWatch Logs API, PutRetentionPolicy). */
const YEARS = [365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653];
const whole = (least: number, most: number) =>
  z.coerce
    .number('must be a whole number')
    .int('must be a whole number')
    .min(least, `must be ${least} or more`)
    .max(most, `must be ${most} or less`);

export const SETTINGS = {
  /** `private`: no way to the internet. `egress`: a public address that lets nobody in. Default: egress in a lab. */
  VAULT_NETWORK: z.enum(['private', 'egress'], 'must be private or egress').optional(),
  VAULT_INSTANCE_TYPE: z
    .string()
    .regex(/^[a-z]\w*\.[a-z0-9]+$/, 'must be an instance type such as t3.micro')
    .default('t3.micro'),
  /** Gigabytes (GiB) of the volume. It can grow, and never become smaller. */
  VAULT_GB: whole(1, 16_384).default(4),
  /** Days for which nobody deletes or changes a backup. */
  RETENTION_DAYS: whole(1, 36_500).default(1),
  RETENTION_MODE: z.enum(['GOVERNANCE', 'COMPLIANCE'], 'must be GOVERNANCE or COMPLIANCE').default('GOVERNANCE'),
  /** COMPLIANCE needs this second word, because nobody can take it back: not you, not AWS. */
  COMPLIANCE_CONFIRMED: z.literal('nobody-can-delete-it', 'must be nobody-can-delete-it, or not be there').optional(),
  AUDIT_RETENTION_DAYS: z.coerce
    .number()
    .refine((days) => YEARS.includes(days), `must be one of ${YEARS.join(', ')}`)
    .default(365),
  LAB_PROFILE: z
    .string()
    .regex(/^[\w+=,.@-]{1,128}$/, 'must be the name of an instance profile, such as LabInstanceProfile')
    .default('LabInstanceProfile'),
  VPC_CIDR: z
    .string()
    .regex(/^((25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)\.){2}0\.0\/16$/, 'must be a /16 such as 10.42.0.0/16')
    .default('10.42.0.0/16'),
};

export type FileVaultSettings = SettingsOf<typeof SETTINGS>;

/** @throws UsageProblem that names every wrong setting */
export const fileVaultSettings = (env: Environment): FileVaultSettings => readSettings(env, SETTINGS);
