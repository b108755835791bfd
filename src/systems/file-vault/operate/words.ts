// What `npm run vault` says of backups and chains, in both languages.

import { Problem } from '../../../engine/problems.ts';
import type { Text, Wording } from '../../../engine/text.ts';
import { countText } from '../../../screen/table.ts';

export const DOCUMENT: Text = { en: 'document', pt: 'documento' };
export const BYTE: Text = { en: 'byte', pt: 'byte' };
export const CHAIN_HEADS: readonly Wording[] = [{ en: 'chain', pt: 'corrente' }, 'CloudWatch', 'S3', ''];
export const WHOLE: Text = { en: 'whole', pt: 'íntegra' };

export function notCopied(count: number, records: string): Problem {
  return new Problem(
    { en: `Not copied: ${countText(count, DOCUMENT).en}.`, pt: `Sem cópia: ${countText(count, DOCUMENT).pt}.` },
    { next: { en: `${records} says why.`, pt: `${records} diz o motivo.` } },
  );
}

export function notWhole(wrong: number, all: number): Problem {
  return new Problem(
    {
      en: `Chains of the audit log that are not whole: ${wrong} of ${all}.`,
      pt: `Correntes do registro de auditoria que não estão íntegras: ${wrong} de ${all}.`,
    },
    {
      next: {
        en: 'Compare the lines around that place in CloudWatch and in S3 (journal/): somebody changed one of them.',
        pt: 'Compare as linhas em torno desse lugar no CloudWatch e no S3 (journal/): alguém mudou uma delas.',
      },
    },
  );
}
