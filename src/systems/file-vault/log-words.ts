// The lines of the vault's audit log in words for people: what, which document, who, and how it ended.

import { translated } from '../../engine/text.ts';
import type { LogLine } from '../../operate/logs/log-line.ts';
import type { LineWords } from '../../operate/logs/words.ts';
import { printable } from '../../screen/table.ts';
import type { AuditRecord } from './app/audit/record.ts';
import { actionText, endedText } from './app/audit/words.ts';

export function lineWords({ message }: LogLine): LineWords {
  const record = recordIn(message);
  if (!record) return {};
  const { action, actor, document, name } = record;
  const ended = endedText(record);
  return {
    what: actionText(action),
    about: printable(name ?? document ?? ''),
    details: translated((language) =>
      [actor && printable(actor), printable(ended[language], 100)].filter(Boolean).join(', '),
    ),
  };
}

/** `undefined` for a line that is none of the audit log, such as one of the machine. */
function recordIn(text: string): AuditRecord | undefined {
  try {
    const told: Partial<AuditRecord> | null = JSON.parse(text);
    return told?.action && told.outcome ? (told as AuditRecord) : undefined;
  } catch {
    return undefined; // it is no JSON
  }
}
