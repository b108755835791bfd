// Words about dead letters.

import type { Language, Text } from '../../engine/text.ts';
import { duration } from '../../engine/wait.ts';
import { countText } from '../../screen/table.ts';

/** "3 messages", "1 message" */
export const messages = (count: number): Text =>
  countText(count, { en: 'message', pt: 'mensagem' }, { en: 'messages', pt: 'mensagens' });

/** "3 h 12 min" */
export const age = (since: Date, language: Language = 'en', now = Date.now()): string =>
  duration(Math.max(0, (now - +since) / 1000), language);

/** The beginning of the reason of an unreadable message. */
export const NOT_AN_EVENT: Text = { en: 'not an S3 event', pt: 'não é um evento do S3' };
