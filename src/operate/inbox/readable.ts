// The text of a message as a mail shows it. An alarm publishes JSON; for a subscription by e-mail SNS makes sentences of it,
// and the local cloud does not.

import type { Text } from '../../engine/text.ts';
import { spoken } from '../../screen/language.ts';

interface OfAlarm {
  readonly AlarmName: string;
  readonly AlarmDescription?: string;
  readonly OldStateValue?: string;
  readonly NewStateValue?: string;
  readonly NewStateReason?: string;
}

const LABELS = {
  state: { en: 'State', pt: 'Estado' },
  reason: { en: 'Reason', pt: 'Motivo' },
} satisfies Record<string, Text>;

/** Lines for people; the text as it is when it is not of an alarm. */
export function readable(text: string): string {
  const alarm = alarmIn(text);
  if (!alarm) return text.trimEnd();
  const { AlarmDescription, OldStateValue = '?', NewStateValue = '?', NewStateReason } = alarm;
  return [
    ...(AlarmDescription ? [AlarmDescription] : []),
    `${spoken(LABELS.state)}: ${OldStateValue} -> ${NewStateValue}`,
    ...(NewStateReason ? [`${spoken(LABELS.reason)}: ${NewStateReason}`] : []),
  ].join('\n');
}

function alarmIn(text: string): OfAlarm | undefined {
  if (!text.startsWith('{"Alarm')) return undefined;
  try {
    const read: Partial<OfAlarm> = JSON.parse(text);
    return typeof read.AlarmName === 'string' ? (read as OfAlarm) : undefined;
  } catch {
    return undefined; // begins like JSON but is not: it stays a text
  }
}
