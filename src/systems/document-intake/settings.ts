// The settings that only the document intake has.

import { z } from 'zod';
import { rule } from '../../settings/rule.ts';
import { type Environment, readSettings, type SettingsOf } from '../../settings/settings.ts';

export const SETTINGS = {
  /** Which results NOTIFY_EMAIL hears: rejections only, or all; in one mail a second at most (reader/mails.ts). */
  INTAKE_MAIL: z
    .enum(['rejected', 'all'], rule({ en: 'must be rejected or all', pt: 'precisa ser rejected ou all' }))
    .default('rejected'),
};

export type DocumentIntakeSettings = SettingsOf<typeof SETTINGS>;

/** @throws UsageProblem that names every setting that is not right */
export const documentIntakeSettings = (env: Environment): DocumentIntakeSettings => readSettings(env, SETTINGS);
