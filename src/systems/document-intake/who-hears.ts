// Who hears of results, and who hears of alarms: said at the end of `up`, because a mail that nobody confirmed is not sent.

import type { DocumentIntakeSettings } from './settings.ts';

/** A subscription; without an ARN it waits for its confirmation. */
type Subscription = { readonly arn?: string | undefined } | undefined;

export function whoHears(
  { NOTIFY_EMAIL, INTAKE_MAIL, OPERATORS_EMAIL, ALARMS }: DocumentIntakeSettings,
  results: Subscription,
  alarms: Subscription,
): string[] {
  const says: string[] = [];
  const what = INTAKE_MAIL === 'all' ? 'every result' : 'rejections';
  if (!results) says.push('Nobody is subscribed to the results: NOTIFY_EMAIL is not set.');
  else if (results.arn) says.push(`${NOTIFY_EMAIL} hears ${what}.`);
  else says.push(`${NOTIFY_EMAIL} hears nothing yet: open the mail that AWS sent there and confirm.`);
  if (ALARMS === 'off') says.push('There are no alarms: ALARMS is off.');
  else if (!alarms) says.push('Nobody hears the alarms: OPERATORS_EMAIL is not set.');
  else if (!alarms.arn)
    says.push(`${OPERATORS_EMAIL} hears no alarm yet: open the mail that AWS sent there and confirm.`);
  return says;
}
