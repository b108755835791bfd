// Who hears of alarms: said at the end of `up`, because a mail that nobody confirmed is not sent.

import type { AuditLogSettings } from './settings.ts';

/** @param subscription without an ARN it waits for its confirmation */
export function whoHearsAlarms(
  { OPERATORS_EMAIL, ALARMS }: AuditLogSettings,
  subscription: { readonly arn?: string | undefined } | undefined,
): string[] {
  if (ALARMS === 'off') return ['There are no alarms: ALARMS is off.'];
  if (!subscription) return ['Nobody hears the alarms: OPERATORS_EMAIL is not set.'];
  if (subscription.arn) return [];
  return [`${OPERATORS_EMAIL} hears no alarm yet: open the mail that AWS sent there and confirm.`];
}
