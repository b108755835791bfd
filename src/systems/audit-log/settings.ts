// The settings that only the audit log has.

import * as v from 'valibot';
import { type Environment, ON_OR_OFF, readSettings, type SettingsOf } from '../../settings/settings.ts';

export const SETTINGS = {
  /** Shall DynamoDB refuse to delete the table to everybody but `down`, which switches this off first? */
  TABLE_PROTECTION: v.optional(ON_OR_OFF, 'off'),
};

export type AuditLogSettings = SettingsOf<typeof SETTINGS>;

/** @throws UsageProblem that names every setting that is not right */
export const auditLogSettings = (env: Environment): AuditLogSettings => readSettings(env, SETTINGS);
