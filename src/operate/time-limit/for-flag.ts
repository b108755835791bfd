// The flag --for of `up`: "3h", "90min", "1h30min", or "off".

import { UsageProblem } from '../../engine/problems.ts';

/** Minutes. */
const [LEAST, MOST] = [15, 7 * 24 * 60];
const FORM = /^(?:(\d{1,4})h)?(?:(\d{1,5})min)?$/;

/** @returns seconds @throws UsageProblem */
export function readFor(text: string | undefined): number | 'off' | undefined {
  if (text === undefined || text === 'off') return text;
  const [, hours = '0', minutes = '0'] = FORM.exec(text) ?? [];
  const whole = Number(hours) * 60 + Number(minutes);
  if (whole >= LEAST && whole <= MOST) return whole * 60;
  throw new UsageProblem(
    {
      en: `--for ${text} is not a time from 15min to 168h.`,
      pt: `--for ${text} não é um tempo de 15min a 168h.`,
    },
    {
      next: {
        en: 'Give one, such as --for 3h or --for 90min; --for off cancels a time limit.',
        pt: 'Dê um, por exemplo --for 3h ou --for 90min; --for off cancela um limite de tempo.',
      },
    },
  );
}
