// Who gets results and who gets alarms: printed at the end of `up`, because AWS sends nothing to an unconfirmed
// address.

import { inBoth, type Text, type Wording } from '../engine/text.ts';
import type { Settings } from '../settings/settings.ts';

/** A subscription. Without an ARN it is not confirmed yet. */
type Subscription = { readonly arn?: string | undefined } | undefined;

/** @param what a confirmed address hears, where that is news: { en: "rejections", … } */
export function whoHearsResults(
  { NOTIFY_EMAIL }: Pick<Settings, 'NOTIFY_EMAIL'>,
  subscription: Subscription,
  what?: Wording,
): Text[] {
  if (!subscription)
    return [
      {
        en: 'Nobody is subscribed to the results: NOTIFY_EMAIL is not set.',
        pt: 'Ninguém está inscrito nos resultados: NOTIFY_EMAIL não foi definido.',
      },
    ];
  if (!subscription.arn)
    return [
      {
        en: `${NOTIFY_EMAIL} hears nothing yet: open the mail that AWS sent there and confirm.`,
        pt: `${NOTIFY_EMAIL} ainda não recebe nada: abra o e-mail que a AWS enviou e confirme.`,
      },
    ];
  if (!what) return [];
  const { en, pt } = inBoth(what);
  return [{ en: `${NOTIFY_EMAIL} hears ${en}.`, pt: `${NOTIFY_EMAIL} recebe ${pt}.` }];
}

export function whoHearsAlarms(
  { OPERATORS_EMAIL, ALARMS }: Pick<Settings, 'OPERATORS_EMAIL' | 'ALARMS'>,
  subscription: Subscription,
): Text[] {
  if (ALARMS === 'off')
    return [{ en: 'There are no alarms: ALARMS is off.', pt: 'Não há alarmes: ALARMS está em off.' }];
  if (!subscription)
    return [
      {
        en: 'Nobody hears the alarms: OPERATORS_EMAIL is not set.',
        pt: 'Ninguém recebe os alarmes: OPERATORS_EMAIL não foi definido.',
      },
    ];
  if (subscription.arn) return [];
  return [
    {
      en: `${OPERATORS_EMAIL} hears no alarm yet: open the mail that AWS sent there and confirm.`,
      pt: `${OPERATORS_EMAIL} ainda não recebe alarmes: abra o e-mail que a AWS enviou e confirme.`,
    },
  ];
}
