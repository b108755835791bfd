// Who gets results and who gets alarms: printed at the end of `up`, because AWS sends nothing to an unconfirmed
// address.

import type { Settings } from '../settings/settings.ts';

/** A subscription. Without an ARN it is not confirmed yet. */
type Subscription = { readonly arn?: string | undefined } | undefined;

/** @param what a confirmed address hears, where that is news: "rejections" */
export function whoHearsResults(
  { NOTIFY_EMAIL }: Pick<Settings, 'NOTIFY_EMAIL'>,
  subscription: Subscription,
  what?: string,
): string[] {
  if (!subscription) return ['Nobody is subscribed to the results: NOTIFY_EMAIL is not set.'];
  if (!subscription.arn) return [`${NOTIFY_EMAIL} hears nothing yet: open the mail that AWS sent there and confirm.`];
  return what ? [`${NOTIFY_EMAIL} hears ${what}.`] : [];
}

export function whoHearsAlarms(
  { OPERATORS_EMAIL, ALARMS }: Pick<Settings, 'OPERATORS_EMAIL' | 'ALARMS'>,
  subscription: Subscription,
): string[] {
  if (ALARMS === 'off') return ['There are no alarms: ALARMS is off.'];
  if (!subscription) return ['Nobody hears the alarms: OPERATORS_EMAIL is not set.'];
  if (subscription.arn) return [];
  return [`${OPERATORS_EMAIL} hears no alarm yet: open the mail that AWS sent there and confirm.`];
}
