// Lines that `status` shows of several systems.

import type { Text } from '../engine/text.ts';
import type { StatusLine } from '../systems/abilities.ts';

/** Where a line has no number, because its part cannot be asked. */
export const NOT_ASKED: Text = { en: 'not asked: a part is missing', pt: 'não perguntado: falta uma parte' };

/** @param failed undefined where the queue for failed events is absent */
export const failedLine = (failed: { readonly waiting: number } | undefined): StatusLine => ({
  name: { en: 'failed events', pt: 'eventos que falharam' },
  text: failed
    ? { en: `${failed.waiting} waiting`, pt: `${failed.waiting} esperando` }
    : { en: 'the queue is not there', pt: 'a fila não está lá' },
});

/** @param on are there alarms? @param ringing names of those in the state ALARM */
export const alarmsLine = (on: boolean, ringing: readonly string[]): StatusLine => ({
  name: { en: 'alarms', pt: 'alarmes' },
  text: on
    ? { en: ringing.join(', ') || 'none rings', pt: ringing.join(', ') || 'nenhum toca' }
    : { en: 'off', pt: 'desligados' },
});
