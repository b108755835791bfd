// Who gets results and who gets alarms: printed at the end of `up`, because AWS sends nothing to an unconfirmed
// address.

import type { LineCounterSettings } from './settings.ts';

/** A subscription. Without an ARN it is not confirmed yet. */
type Subscription = { readonly arn?: string | undefined } | undefined;

export function whoHears(
  { NOTIFY_EMAIL, OPERATORS_EMAIL, ALARMS }: LineCounterSettings,
  results: Subscription,
  alarms: Subscription,
): string[] {
  const says: string[] = [];
  if (!results) says.push('Nobody is subscribed to the results: NOTIFY_EMAIL is not set.');
  else if (!results.arn) says.push(`${NOTIFY_EMAIL} hears nothing yet: open the mail that AWS sent there and confirm.`);
  if (ALARMS === 'off') says.push('There are no alarms: ALARMS is off.');
  else if (!alarms) says.push('Nobody hears the alarms: OPERATORS_EMAIL is not set.');
  else if (!alarms.arn)
    says.push(`${OPERATORS_EMAIL} hears no alarm yet: open the mail that AWS sent there and confirm.`);
  return says;
}
