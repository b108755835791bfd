// Lines that `status` shows of every system whose bucket calls its function.

import { spoken } from '../screen/language.ts';
import type { StatusLine } from '../systems/abilities.ts';

/** @param failed undefined where the queue for failed events is absent */
export const failedLine = (failed: { readonly waiting: number } | undefined): StatusLine => ({
  name: spoken({ en: 'failed events', pt: 'eventos que falharam' }),
  text: spoken(
    failed
      ? { en: `${failed.waiting} waiting`, pt: `${failed.waiting} esperando` }
      : { en: 'the queue is not there', pt: 'a fila não está lá' },
  ),
});

/** @param on are there alarms? @param ringing names of those in the state ALARM */
export const alarmsLine = (on: boolean, ringing: readonly string[]): StatusLine => ({
  name: spoken({ en: 'alarms', pt: 'alarmes' }),
  text: spoken(
    on
      ? { en: ringing.join(', ') || 'none rings', pt: ringing.join(', ') || 'nenhum toca' }
      : { en: 'off', pt: 'desligados' },
  ),
});
