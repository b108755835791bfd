// The settings that only the document intake has.

import * as v from 'valibot';
import { oneOf } from '../../settings/rule.ts';
import { type Environment, readSettings, type SettingsOf } from '../../settings/settings.ts';

export const SETTINGS = {
  /** Which results NOTIFY_EMAIL hears: rejections only, or all; in one mail a second at most (reader/mails.ts). */
  INTAKE_MAIL: v.optional(oneOf('rejected', 'all'), 'rejected'),
};

export type DocumentIntakeSettings = SettingsOf<typeof SETTINGS>;

/** @throws UsageProblem that names every setting that is not right */
export const documentIntakeSettings = (env: Environment): DocumentIntakeSettings => readSettings(env, SETTINGS);
